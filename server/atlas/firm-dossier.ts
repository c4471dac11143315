// 一企一档: everything known of one firm in a county, within what the asker may see.
import type { Policy } from '#domain/policy/policy.ts';
import { toMu } from '#domain/units.ts';
import { firmYear } from './firm-years.ts';
import { judgementAt } from './judging.ts';
import type { Snapshot } from './snapshot.ts';
import { verdictCard } from './verdict-card.ts';

/** Where the firm stands in a year; `hidden` counts parcels outside the asker's townships. */
function parcelsIn(snapshot: Snapshot, uscc: string, year: number) {
  const own = snapshot.sheet.data.occupancies.filter((occupancy) => occupancy.uscc === uscc && occupancy.year === year);
  const seen = own.filter((occupancy) => snapshot.indexOf.has(occupancy.parcel));
  return {
    parcels: seen.map(({ parcel, role, area, basis }) => ({
      code: parcel,
      role,
      areaMu: toMu(area),
      basis,
      name: snapshot.base.names[snapshot.indexOf.get(parcel)!]!,
    })),
    hidden: own.length - seen.length,
  };
}

/** True when the firm stands on land that may be seen, is registered in a township that may be, or everything may be seen. */
export function firmVisible(snapshot: Snapshot, uscc: string): boolean {
  const { sheet } = snapshot;
  if (snapshot.scope === 'all') return sheet.firms.indexOf.has(uscc);
  const visible = snapshot.once(
    'visible firms',
    () => new Set(sheet.data.occupancies.filter((one) => snapshot.indexOf.has(one.parcel)).map((one) => one.uscc)),
  );
  return visible.has(uscc) || snapshot.scope.split('+').includes(sheet.record.firm(uscc)?.township ?? ' ');
}

/** The dossier of a firm in a county, or null when the county (as the asker sees it) does not know it. */
export function firmDossier(snapshot: Snapshot, uscc: string, year: number, policy: Policy | null) {
  const { sheet } = snapshot;
  if (!firmVisible(snapshot, uscc)) return null;
  const firm = sheet.record.firm(uscc);
  const { parcels, hidden } = parcelsIn(snapshot, uscc, year);
  return {
    uscc,
    county: sheet.data.county.code as string,
    countyName: sheet.data.county.name,
    demo: sheet.data.county.demo,
    version: snapshot.tag,
    asOf: sheet.asOf as string,
    year,
    policy: policy?.id ?? null,
    registered: firm !== null,
    name: firm?.name ?? [...sheet.record.accounts(uscc).values()].at(-1)?.name ?? null,
    kind: firm?.kind ?? null,
    industryCode: firm?.industryCode ?? null,
    industryTags: firm?.industryTags ? [...firm.industryTags] : null,
    township: (firm?.township ?? null) as string | null,
    haltedSince: (firm?.haltedSince ?? null) as string | null,
    facts: firm?.facts ?? {},
    parcels,
    parcelsOutsideScope: hidden,
    years: sheet.years.map((one) => firmYear(sheet, uscc, one)),
    verdicts: policy
      ? parcels.map(({ code }) => {
          const pick = snapshot.picks[snapshot.indexOf.get(code)!]!;
          const card = verdictCard(sheet, policy, year, judgementAt(sheet, pick, year, policy));
          return { parcel: code, ...card, subjects: card.subjects.filter((subject) => subject.uscc === uscc) };
        })
      : [],
    sources: firm ? [{ what: '企业', place: firm.source }] : [],
  };
}
export type FirmDossier = NonNullable<ReturnType<typeof firmDossier>>;
