// What the map's colours and outlines mean on this page, with how many plots there are of each.
import { useTranslation } from 'react-i18next';
import { noData, plain } from '#domain/drawing/palette.ts';
import { count } from '../../format.ts';
import { patternUrl } from '../../map/patterns.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { chosenColour, compareColours, roles, roleStyles, scoreColours } from './choice-drawing.ts';
import type { ChoiceFigures } from './choice-figures.ts';

export function ChoiceLegend({ figures }: { figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { shownOffers, chosen, choice } = figures;
  const open = shownOffers.filter(({ excluded }) => excluded === null);
  const step = (place: number): number =>
    open.filter(({ score: { score } }) => score !== null && Math.min(4, Math.floor(score / 20)) === place).length;
  const compared = (choice.compare?.length ?? 0) > 1;
  const rows = compared
    ? (['first', 'others', 'several'] as const).map((side) => ({
        key: side,
        label: t(`repurchase.compare.${side}`),
        colour: compareColours[side],
      }))
    : [
        ...scoreColours.map((colour, place) => ({
          key: `score-${place}`,
          label: t('repurchase.legend.score', { from: place * 20, to: place * 20 + 20 }),
          colour,
          parcels: step(place),
        })),
        {
          key: 'unknown',
          label: t('repurchase.legend.unknown'),
          colour: noData,
          hatch: patternUrl('no-data'),
          parcels: open.filter(({ score }) => score.score === null).length,
        },
        { key: 'excluded', label: t('repurchase.legend.excluded'), colour: plain, parcels: shownOffers.length - open.length },
        { key: 'chosen', label: t('repurchase.role.chosen'), colour: chosenColour, parcels: chosen.size, outline: roleStyles.chosen },
        ...roles
          .filter((role) => role !== 'chosen')
          .map((role) => ({
            key: role,
            label: t(`repurchase.role.${role}`),
            colour: '#ffffff',
            outline: roleStyles[role],
            parcels: choice[role]?.length ?? 0,
          })),
      ];
  return (
    <section className="panel buy-panel buy-legend" aria-label={t('repurchase.legend.title')}>
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            <Swatch
              colour={row.colour}
              hatch={'hatch' in row ? row.hatch : undefined}
              outline={'outline' in row && row.outline ? { style: row.outline.style, colour: row.outline.colour } : undefined}
            />
            <span>{row.label}</span>
            {'parcels' in row && <span className="note">{count(row.parcels)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
