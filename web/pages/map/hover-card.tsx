// What the pointer is on, in two or three lines: name, tax per mu, class; for a place its sums.
import { useTranslation } from 'react-i18next';
import { freedStates, VERDICT_UNKNOWN } from '#domain/columns.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import { count, mu, percent, perMu } from '../../format.ts';
import type { LandHit } from '../../map/map-canvas.tsx';
import { placeSums } from '../../map/place-fill.ts';
import type { Figures } from './figures.ts';

function Ratio({ tax, area, figures }: { tax: number; area: number; figures: Figures }) {
  const { t } = useTranslation();
  const { year } = figures.shown;
  const known = !Number.isNaN(tax) && area > 0;
  return (
    <div>{known ? t('map.tooltip.ratio', { value: perMu(tax, area, figures.thresholds), year }) : t('map.tooltip.noRatio', { year })}</div>
  );
}

function ParcelCard({ index, figures }: { index: number; figures: Figures }) {
  const { t } = useTranslation();
  const { base, year } = figures;
  const verdict = year.verdict[index]!;
  const name =
    verdict === VERDICT_UNKNOWN
      ? t('map.unknown')
      : verdict === 0
        ? t('map.none')
        : t('map.proposed', { name: year.classes[verdict - 1]! });
  const idle = year.idle[index] === 2 ? t('map.idle.decided') : year.idle[index] === 1 ? t('map.idle.suspected') : null;
  const freed = freedStates[year.freed[index]!]!;
  const kind = landMetricKinds[(figures.freedKinds?.[index] ?? 0) - 1];
  return (
    <>
      <strong>{base.names[index]! || base.codes[index]!}</strong>
      <Ratio tax={year.tax[index]!} area={base.area[index]!} figures={figures} />
      <div>{idle ? `${name} · ${idle}` : name}</div>
      {freed !== 'none' && <div>{kind ? `${t(`map.freed.${freed}`)} · ${t(`map.kinds.${kind}`)}` : t(`map.freed.${freed}`)}</div>}
    </>
  );
}

function PlaceCard({ kind, code, figures }: { kind: 'township' | 'block'; code: string; figures: Figures }) {
  const { t } = useTranslation();
  const sums = placeSums(kind, figures.base, figures.year, figures.kept).get(code);
  if (!sums || sums.parcels === 0) return null;
  return (
    <>
      <strong>{sums.name || (kind === 'township' ? t('map.noTownship') : t('map.noBlock'))}</strong>
      <div>{t('map.tooltip.parcels', { parcels: count(sums.parcels), area: mu(sums.area) })}</div>
      <Ratio tax={sums.ratioTax} area={sums.ratioArea} figures={figures} />
      <div>{t('map.tooltip.coverage', { share: percent(sums.taxKnown, sums.parcels) })}</div>
    </>
  );
}

export function HoverCard({ hit, figures }: { hit: LandHit; figures: Figures }) {
  return hit.kind === 'parcel' ? (
    <ParcelCard index={hit.index} figures={figures} />
  ) : (
    <PlaceCard kind={hit.kind} code={hit.code} figures={figures} />
  );
}
