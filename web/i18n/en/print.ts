// English: printing
import type { print as chinese } from '../zh-cn/print.ts';
import type { TextsLike } from '../texts-shape.ts';

export const print: TextsLike<typeof chinese> = {
  open: 'Print',
  title: 'Print',
  what: 'What to print',
  wall: 'Wall map',
  sheets: 'Parcel sheets ({{count}})',
  paper: 'Paper',
  orientation: 'Orientation',
  landscape: 'Landscape',
  portrait: 'Portrait',
  extent: 'Extent',
  extents: { county: 'County', parcels: 'Chosen parcels', view: 'As on screen' },
  scale: 'Scale',
  fit: 'Fit to paper',
  name: 'Title',
  review: 'Map review number',
  reviewHint: 'Without one the map is marked as not reviewed, for use in the office only',
  source: 'Made by, from what',
  sourceHint: 'e.g. Bureau of Natural Resources and Planning',
  insets: 'Insets where parcels are too small',
  wallNote:
    '{{kept}} of {{all}} parcels in colour, the others pale; with legend, counts and areas, scale, north, policy and its status, dates, view and data version.',
  sheetsNote:
    'A page or more per parcel: map with neighbours, the three areas, tax per mu by year with thresholds, occupants, judgement with evidence, what is missing, ledger, sources.',
  sheetsMany: 'At most {{most}} at once, now {{count}}: filter or pick first.',
  preview: 'Preview',
  download: 'Download PDF',
  cancel: 'Stop',
  waiting: 'Waiting for other jobs',
  printing: 'Drawing',
  progress: '{{done}} of {{total}} parcels drawn',
  cancelled: 'Stopped; no file was made.',
  failed: 'Could not be printed',
  size: '{{name}} · {{size}} MB',
  stale: 'Options have changed: preview again.',
  empty: 'Press Preview to see the layout; the download is that very file.',
  frame: 'Print preview',
  fromProgress: 'Print wall map',
};
