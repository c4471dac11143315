// Who is on a lot: its holder, the firms that use it and how much of it each has.
import type { CountyCode } from '#domain/land/codes.ts';
import { isoDate } from '#domain/period.ts';
import { type MicroMu, microMu, splitByWeight } from '#domain/units.ts';
import type { DemoCase } from './case.ts';
import type { DemoTenure } from './demo-county.ts';
import { draftFirm, type DraftContext, type FirmDraft } from './firm-draft.ts';
import { personName } from './names.ts';
import { areaOfSquareMetres, type Holder, type Lot } from './parcel-record.ts';
import type { Random } from './random.ts';

export interface LotStory {
  readonly holder: Holder;
  readonly produces: boolean;
  readonly case: DemoCase | null;
  /** Firms that are new with this lot. */
  readonly firms: readonly FirmDraft[];
  readonly tenures: readonly DemoTenure[];
  /** The firm that holds and uses the lot alone, and may take the next one too. */
  readonly sole: FirmDraft | null;
}

/** How the register writes a holder: mostly with code and name, sometimes the name alone, written its own way. */
function holderOf(random: Random, firm: FirmDraft, ordinary: boolean): Holder {
  const draw = ordinary ? random.next() : 0;
  if (draw < 0.88) return { name: firm.name, uscc: firm.uscc };
  if (draw < 0.92) return { name: firm.name, uscc: null };
  return { name: writtenOtherwise(random, firm.name), uscc: null };
}

/** The same name as another office writes it: brackets of the other width, a space, a wide space. */
function writtenOtherwise(random: Random, name: string): string {
  const bracketed = name.replace('（', '(').replace('）', ')');
  if (bracketed !== name) return bracketed;
  return random.chance(0.5) ? `${name.slice(0, 2)} ${name.slice(2)}` : `${name.slice(0, 2)}　${name.slice(2)}`;
}

/** A holder that is no firm of the register. */
function outsider(random: Random, context: DraftContext): Holder {
  const draw = random.next();
  if (draw < 0.12) return { name: null, uscc: null };
  if (draw < 0.45) return { name: personName(random), uscc: null };
  return {
    name: `${context.profile.short}${context.order.township.name.slice(0, 2)}演示${draw < 0.75 ? '股份经济合作社' : '资产经营有限公司'}`,
    uscc: null,
  };
}

function tenureOf(
  random: Random,
  county: CountyCode,
  lot: Lot,
  firm: FirmDraft,
  role: DemoTenure['role'],
  area: MicroMu | null,
): DemoTenure {
  const year = firm.since > 2008 ? firm.since : random.whole(2002, 2009);
  const from = random.chance(0.08) ? null : isoDate(`${year}-${String(random.whole(1, 12)).padStart(2, '0')}-01`);
  return { county, parcel: lot.code, uscc: firm.uscc, role, area, from, to: null };
}

/** The lot in random parts, whole hundredths of a square metre, which add up to it. */
function parts(random: Random, size: MicroMu, count: number): MicroMu[] {
  const weights = Array.from({ length: count }, () => random.whole(20, 100));
  return (splitByWeight(size / 15, weights) ?? []).map((part) => microMu(part * 15));
}

const none = { firms: [], tenures: [], sole: null } as const;

export function caseStory(random: Random, context: DraftContext, county: CountyCode, lot: Lot, entry: DemoCase): LotStory {
  const firm = draftFirm(random, context, entry, entry.setting === 'tenant');
  if (entry.setting === 'tenant') {
    const area = entry.tenantSquareMetres === undefined ? lot.size : areaOfSquareMetres(entry.tenantSquareMetres);
    firm.land.push({ parcel: lot.code, area });
    return {
      holder: outsider(random, context),
      produces: true,
      case: entry,
      firms: [firm],
      tenures: [tenureOf(random, county, lot, firm, '租用', area)],
      sole: null,
    };
  }
  firm.land.push({ parcel: lot.code, area: lot.size });
  return {
    holder: holderOf(random, firm, false),
    produces: entry.productionStart !== null,
    case: entry,
    firms: [firm],
    tenures: [],
    sole: null,
  };
}

/** A landlord with tenants; now and then the landlord keeps a part for itself. */
function rental(random: Random, context: DraftContext, county: CountyCode, lot: Lot): LotStory {
  const landlord: FirmDraft = { ...draftFirm(random, context, null, false), facts: { isRental: true } };
  const count = random.whole(2, 5);
  const keeps = random.chance(0.5);
  const areas = parts(random, lot.size, keeps ? count + 1 : count);
  const tenants = areas.slice(0, count).map((area) => {
    const firm = draftFirm(random, context, null, true);
    firm.land.push({ parcel: lot.code, area });
    return { firm, row: tenureOf(random, county, lot, firm, '租用', area) };
  });
  const leased = microMu(areas.slice(0, count).reduce((sum, area) => sum + area, 0));
  const rows = tenants.map((tenant) => tenant.row);
  rows.push(tenureOf(random, county, lot, landlord, '出租', leased));
  const kept = areas[count];
  if (kept !== undefined) {
    landlord.land.push({ parcel: lot.code, area: kept });
    rows.push(tenureOf(random, county, lot, landlord, '自用', kept));
  }
  return {
    holder: holderOf(random, landlord, true),
    produces: true,
    case: null,
    firms: [landlord, ...tenants.map((tenant) => tenant.firm)],
    tenures: rows,
    sole: null,
  };
}

/** Two firms that share a lot, each with its part. */
function shared(random: Random, context: DraftContext, county: CountyCode, lot: Lot): LotStory {
  const pair = parts(random, lot.size, 2).map((area) => {
    const firm = draftFirm(random, context, null, false);
    firm.land.push({ parcel: lot.code, area });
    return { firm, row: tenureOf(random, county, lot, firm, '自用', area) };
  });
  const firms = pair.map((half) => half.firm);
  return {
    holder: holderOf(random, firms[0]!, true),
    produces: true,
    case: null,
    firms,
    tenures: pair.map((half) => half.row),
    sole: null,
  };
}

export function ordinaryStory(random: Random, context: DraftContext, county: CountyCode, lot: Lot, before: FirmDraft | null): LotStory {
  const draw = random.next();
  if (draw < 0.026) return { ...none, holder: outsider(random, context), produces: random.chance(0.7), case: null };
  if (draw < 0.055) {
    if (before && random.chance(0.4)) return { ...none, holder: holderOf(random, before, true), produces: false, case: null };
    const firm: FirmDraft = { ...draftFirm(random, context, null, false), since: context.profile.years[1] + 1 };
    firm.land.push({ parcel: lot.code, area: lot.size });
    return { ...none, holder: holderOf(random, firm, true), produces: false, case: null, firms: [firm] };
  }
  if (draw < 0.125 && before) {
    before.land.push({ parcel: lot.code, area: lot.size });
    return { ...none, holder: holderOf(random, before, true), produces: true, case: null, sole: before };
  }
  if (draw < 0.165 && lot.size > 7_000_000) return rental(random, context, county, lot);
  if (draw < 0.19 && lot.size > 5_000_000) return shared(random, context, county, lot);
  if (draw < 0.225) {
    const firm = draftFirm(random, context, null, true);
    firm.land.push({ parcel: lot.code, area: lot.size });
    return {
      ...none,
      holder: outsider(random, context),
      produces: true,
      case: null,
      firms: [firm],
      tenures: [tenureOf(random, county, lot, firm, '租用', random.chance(0.85) ? lot.size : null)],
    };
  }
  const firm = draftFirm(random, context, null, false);
  firm.land.push({ parcel: lot.code, area: lot.size });
  const stated = random.chance(0.08) ? [tenureOf(random, county, lot, firm, '自用', lot.size)] : [];
  return { ...none, holder: holderOf(random, firm, true), produces: true, case: null, firms: [firm], tenures: stated, sole: firm };
}
