// Colours and line styles of the map, on screen and on paper alike: the one source of both.

export const ink = '#1f2937';
export const quiet = '#6b7280';
/** Quiet text that still reads at 12 px on paper and ground (contrast over 4.5). */
export const muted = '#4b5563';
export const paper = '#ffffff';
export const ground = '#f4f5f3';
/** Lines that part one thing from another. */
export const rule = '#e5e7eb';
export const primary = '#1f3a5f';
/** Kept for gaps and overdue only. */
export const seal = '#b3261e';

/** The brown–teal ramp of 亩均税收, low to high; the pale turn lies at the policy's highest threshold. */
export const ratioRamp = ['#8c510a', '#d8b365', '#f6e8c3', '#c7eae5', '#5ab4ac', '#01665e'] as const;
/** One hue, light to dark, for quantities without a turning point (area). */
export const quantityRamp = ['#eef2f7', '#cfdcea', '#a6bfd9', '#7699c2', '#4a72a5', '#264b7d'] as const;
/** Grades A to D: the ends of the same ramp, so that good is teal on every fill. */
export const gradeColours = ['#01665e', '#5ab4ac', '#d8b365', '#8c510a'] as const;
export const noData = '#e5e7eb';
/** Not judged or exempt: its own tint, neither a value nor a gap in the data. */
export const notJudged = '#ddd6e8';
export const plain = '#eceae4';
export const idleColours = { none: plain, suspected: '#e3c9a0', decided: '#a8763e' } as const;
export const freedColours = { none: plain, declared: '#a9cfe0', verified: '#2b7a9b' } as const;
/** Ticks and edge of freed land. */
export const freedInk = '#0b3b52';

/** What a what-if or a comparison changes: apart in hue and in lightness. */
export const differenceColours = {
  differenceNone: plain,
  entered: '#7a0177',
  left: '#35978f',
  changed: '#e08214',
  kept: '#cdc6ba',
} as const;

export const parcelEdge = '#6b7280';
export const townshipEdge = '#9ca3af';
export const road = '#d6d3d1';
export const roadCasing = '#e7e5e4';
export const water = '#dbeafe';
export const placeLabel = '#8a94a3';
export const blockLabel = '#374151';
export const townshipLabel = '#475063';

/** How strong a fill is over the ground; and that of a parcel which the filter leaves out. */
export const fillOpacity = 0.85;
export const leftOutOpacity = 0.12;
