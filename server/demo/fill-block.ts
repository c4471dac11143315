// Fills one placed block with lots, firms, accounts and tenure: the unit in which a county is made and streamed.
import type { CountyCode } from '#domain/land/codes.ts';
import { isoDate } from '#domain/period.ts';
import { firmAccounts } from './accounts.ts';
import { blockRecord, characterOf, streetsOf } from './block-record.ts';
import type { BlockSite } from './block-sites.ts';
import type { DemoCase } from './case.ts';
import { fits } from './cases.ts';
import type { DemoAccount, DemoBatch, DemoFirm, DemoParcel, DemoTenure } from './demo-county.ts';
import { firmFacts } from './facts.ts';
import { lotCode } from './firm-codes.ts';
import { draftFirm, type DraftContext, type FirmDraft } from './firm-draft.ts';
import type { LedgerPace } from './ledger-pace.ts';
import { layingOf, shapeLots } from './lot-shapes.ts';
import { splitBlock } from './lot-split.ts';
import { caseStory, type LotStory, ordinaryStory } from './lot-story.ts';
import { placeName } from './names.ts';
import type { CountySketch } from './outline.ts';
import { type Lot, parcelRecord, registerLot } from './parcel-record.ts';
import type { CountyProfile } from './profiles.ts';
import { createRandom, type Random } from './random.ts';

/** What runs through a county from block to block. */
export interface CountyCourse {
  readonly profile: CountyProfile;
  readonly county: CountyCode;
  readonly sketch: CountySketch;
  readonly seed: number;
  readonly expectedFirms: number;
  readonly nextNumber: () => number;
  /** Cases still to be told, in order; told ones are taken out. */
  readonly cases: DemoCase[];
  readonly ledger: LedgerPace;
}

/** At most this share of a block's lots tell cases, so that they spread over the county. */
const caseShare = 0.24;

/** Cases for this block's lots: the earliest untold one that fits each chosen lot. */
function tellCases(random: Random, course: CountyCourse, site: BlockSite, lots: readonly Lot[]): Map<Lot, DemoCase> {
  const told = new Map<Lot, DemoCase>();
  const room = Math.max(1, Math.floor(lots.length * caseShare));
  for (const lot of random.shuffled(lots)) {
    if (told.size >= room || course.cases.length === 0) break;
    const areaMu = lot.size / 1_000_000;
    const index = course.cases.findIndex((entry) => fits(entry, areaMu, !site.order.estate));
    if (index < 0) continue;
    told.set(lot, course.cases[index]!);
    course.cases.splice(index, 1);
  }
  return told;
}

function firmRecord(random: Random, course: CountyCourse, draft: FirmDraft): DemoFirm {
  return {
    county: course.county,
    uscc: draft.uscc,
    name: draft.name,
    kind: draft.kind,
    industryCode: !draft.case && random.chance(0.01) ? null : draft.sector.code,
    industryTags: draft.tags,
    township: draft.township,
    haltedSince: draft.haltedSince,
    facts: firmFacts(random, draft, course.profile),
  };
}

/** An ordinary firm that stands still since a day before the county's own. */
function halted(random: Random, draft: FirmDraft, profile: CountyProfile): FirmDraft {
  const month = random.whole(1, 12);
  return draft.case || draft.land.length === 0 || !random.chance(0.012)
    ? draft
    : { ...draft, haltedSince: isoDate(`${profile.evaluationYear - random.whole(0, 1)}-${String(month).padStart(2, '0')}-15`) };
}

/** Whether a lot is one that a county would free: idle, halted, or with little tax in the evaluation year. */
function lowEfficiency(parcel: DemoParcel, story: LotStory, accounts: ReadonlyMap<string, readonly DemoAccount[]>, year: number): boolean {
  if (story.case !== null) return false;
  if (!story.produces) return true;
  return story.firms.some((firm) => {
    const account = accounts.get(firm.uscc)?.find((row) => row.year === year);
    return (
      account?.tax != null &&
      account.assessedArea !== null &&
      account.tax < 3 * account.assessedArea &&
      firm.land.every((piece) => piece.parcel === parcel.code)
    );
  });
}

export function fillBlock(course: CountyCourse, site: BlockSite, done: number): DemoBatch {
  const { profile, county, seed } = course;
  const { order } = site;
  const labels = [seed, profile.code, 'block', order.index];
  const random = createRandom(...labels);
  const draft = splitBlock(site.draft, order.lots, order.meanLot, order.spread, labels);
  const laying = layingOf(site, course.sketch.plane, labels.join('|'));
  const character = characterOf(random, profile, seed, order);
  const place = placeName(seed, order.estate ? order.township.code : `${order.township.code}村`, order.number);
  const block = blockRecord(random, site, laying, place, character.effect);
  const subDistrict = order.estate ? order.number : 900 + (order.number % 100);
  // Villages share their sub-districts by hundreds; their own running number keeps lot codes apart.
  const firstNumber = order.estate ? 1 : Math.floor(order.number / 100) * 400 + 1;
  const lots = draft.quarters
    .flatMap((quarter) => shapeLots(quarter, laying))
    .map((shape, index) =>
      registerLot(
        random,
        lotCode(order.township.code, subDistrict, order.estate || index % 3 > 0 ? 'GB' : 'JB', firstNumber + index),
        shape,
      ),
    );
  const context: DraftContext = { profile, seed, order, character, expectedFirms: course.expectedFirms, nextNumber: course.nextNumber };
  const told = tellCases(random, course, site, lots);
  const stories: { lot: Lot; story: LotStory }[] = [];
  let before: FirmDraft | null = null;
  for (const lot of lots) {
    const entry = told.get(lot);
    const exact: Lot = entry ? { ...lot, registered: lot.size } : lot;
    const story: LotStory = entry
      ? caseStory(random, context, county, exact, entry)
      : ordinaryStory(random, context, county, exact, before);
    stories.push({ lot: exact, story });
    before = story.sole;
  }
  const drafts = stories.flatMap(({ story }) => story.firms).map((firm) => halted(random, firm, profile));
  // A few firms have no land at all: tenants nobody recorded.
  if (random.chance(0.3)) drafts.push(draftFirm(random, context, null, true));
  const accounts = drafts.map((firm) => firmAccounts(random, firm, county, profile));
  const byFirm = new Map(drafts.map((firm, index) => [firm.uscc, accounts[index]!]));
  const parcels = stories.map(({ lot, story }, index) =>
    parcelRecord(
      random,
      lot,
      { profile, county, order, blockCode: block?.code ?? null, place, holder: story.holder, case: story.case, produces: story.produces },
      index + 1,
    ),
  );
  const candidates = parcels.filter((parcel, index) => lowEfficiency(parcel, stories[index]!.story, byFirm, profile.evaluationYear));
  const tenures: DemoTenure[] = stories.flatMap(({ story }) => story.tenures);
  return {
    block,
    streets: streetsOf(course.county, site, laying, course.sketch.plane, draft.streets),
    parcels,
    firms: drafts.map((firm) => firmRecord(random, course, firm)),
    accounts: accounts.flat(),
    tenures,
    ledger: course.ledger.take(random, candidates, done),
  };
}
