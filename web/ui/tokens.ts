// Design tokens: every colour, size and type face of the page and the charts; those of the map are the domain's, shared with what is printed.
import * as palette from '#domain/drawing/palette.ts';

export const { ink, quiet, muted, paper, ground, primary, seal, noData, plain, parcelEdge, townshipEdge, road, roadCasing, water, rule } =
  palette;
export const primaryDeep = '#16293f';
export const primaryPale = '#e8eef6';
export const amber = '#9a3412';

export const fontFamily =
  '"HarmonyOS Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
export const radius = 6;
export const shadow = '0 1px 2px rgb(31 41 55 / 6%), 0 4px 16px rgb(31 41 55 / 9%)';

/** Puts the tokens on the document as custom properties, for the style sheets. */
export function applyTokens(root: HTMLElement): void {
  const properties: Record<string, string> = {
    ink,
    quiet,
    muted,
    paper,
    ground,
    rule,
    primary,
    'primary-deep': primaryDeep,
    'primary-pale': primaryPale,
    seal,
    amber,
    shadow,
    radius: `${radius}px`,
    font: fontFamily,
    'no-data': noData,
  };
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(`--${name}`, value);
}
