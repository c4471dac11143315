// A firm before it becomes records: who it is, where it stands, how well it does, and what is exactly so because a case says it.
import type { FirmKind } from '#domain/firms/firm.ts';
import type { TownshipCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { FactValues } from '#domain/policy/facts.ts';
import type { MicroMu } from '#domain/units.ts';
import type { BlockOrder } from './block-plan.ts';
import type { DemoCase } from './case.ts';
import { demoUscc } from './firm-codes.ts';
import { tradeName } from './names.ts';
import type { CountyProfile } from './profiles.ts';
import type { Random } from './random.ts';
import { type Sector, sectorOf } from './sectors.ts';

export interface FirmDraft {
  readonly uscc: string;
  readonly name: string;
  readonly kind: FirmKind;
  readonly sector: Sector;
  readonly tags: readonly string[];
  readonly township: TownshipCode;
  readonly village: boolean;
  /** First year with accounts, which may lie before the county's first. */
  readonly since: number;
  readonly tenant: boolean;
  /** Natural logarithm of its lasting tax per mu in 万元. */
  readonly effect: number;
  /** What is lasting in its grade beside the tax. */
  readonly gradeEffect: number;
  /** The case it tells, with its exact figures; null for an ordinary firm. */
  readonly case: DemoCase | null;
  readonly haltedSince: IsoDate | null;
  /** Facts that are not the ordinary ones. */
  readonly facts: FactValues;
  /** Land it stands on; grows while the block is filled. */
  readonly land: { parcel: string; area: MicroMu }[];
}

/** What a block gives to the firms in it. */
export interface BlockCharacter {
  readonly effect: number;
  readonly industries: readonly string[];
}

export interface DraftContext {
  readonly profile: CountyProfile;
  readonly seed: number;
  readonly order: BlockOrder;
  readonly character: BlockCharacter;
  /** Firms to be expected in the whole county: decides how long trade names must be. */
  readonly expectedFirms: number;
  /** Running number of the next firm in the county. */
  readonly nextNumber: () => number;
}

const blockTaste = 3;

function sectorFor(random: Random, context: DraftContext): Sector {
  const { profile, character } = context;
  const codes = Object.keys(profile.industries);
  const code = random.weighted(
    codes,
    (candidate) => (profile.industries[candidate] ?? 0) * (character.industries.includes(candidate) ? blockTaste : 1),
  );
  return sectorOf(code);
}

function kindFor(random: Random, village: boolean): FirmKind {
  const draw = random.next();
  if (!village) return draw < 0.975 ? '企业' : '个体工商户';
  return draw < 0.62 ? '企业' : draw < 0.9 ? '个体工商户' : '作坊';
}

function nameFor(random: Random, kind: FirmKind, short: string, trade: string, noun: string): string {
  if (kind === '个体工商户') return `${short}${trade}${noun}经营部`;
  if (kind === '作坊') return `${short}${trade}${noun}加工坊`;
  const draw = random.next();
  if (draw < 0.08) return `浙江${trade}${noun}有限公司`;
  if (draw < 0.12) return `浙江${trade}${noun}股份有限公司`;
  if (draw < 0.18) return `${short}${trade}${noun}厂`;
  return draw < 0.24 ? `${trade}${noun}（${short}）有限公司` : `${short}${trade}${noun}有限公司`;
}

/** Lasting level of an ordinary firm: a wide middle, a long low tail, a few that carry much of the tax. */
function ownEffect(random: Random): number {
  const draw = random.next();
  if (draw < 0.13) return -0.7 - Math.abs(random.normal()) * 0.9;
  if (draw > 0.9) return 0.8 + Math.abs(random.normal()) * 0.65;
  return random.normal() * 0.78;
}

/** Level at which a case's own figures sit, so that its other years fit to them. */
function caseEffect(entry: DemoCase): number | null {
  const figures = (entry.tax ?? []).flatMap((text) => (text === null || Number(text) <= 0 ? [] : [Number(text)]));
  return figures.length > 0 ? Math.log(figures[0]!) : null;
}

export function draftFirm(random: Random, context: DraftContext, entry: DemoCase | null, tenant: boolean): FirmDraft {
  const { profile, order } = context;
  const number = context.nextNumber();
  const village = !order.estate;
  const sector = entry?.industry ? sectorOf(entry.industry) : quietSector(random, context, entry);
  const kind = entry ? '企业' : kindFor(random, village);
  const rare = !entry && sector.rareTags.length > 0 && random.chance(0.12) ? [random.pick(sector.rareTags)] : [];
  const [first, last] = profile.years;
  const level =
    Math.log(profile.medianTaxPerMu) +
    context.character.effect +
    Math.log(sector.level) * 0.7 +
    ownEffect(random) -
    (village ? 0.55 : 0) -
    (tenant ? 0.25 : 0);
  const idle = entry?.setting === 'idle';
  const newcomer = !entry && random.chance(0.14);
  return {
    uscc: demoUscc(profile.code, number + (Number(profile.code) % 311) * 2_000_000, kind),
    name: nameFor(
      random,
      kind,
      profile.short,
      tradeName(number, context.expectedFirms, context.seed + Number(profile.code)),
      random.pick(sector.nouns),
    ),
    kind,
    sector,
    tags: entry?.tags ?? [...sector.tags, ...rare],
    township: order.township.code,
    village,
    since: newcomer ? random.whole(first + 1, last) : idle ? last + 1 : first - random.whole(0, 15),
    tenant,
    effect: (entry ? caseEffect(entry) : null) ?? level,
    gradeEffect: random.normal(),
    case: entry,
    haltedSince: entry?.haltedSince ?? null,
    facts: entry?.firm ?? {},
    land: [],
  };
}

/** A case that is not about an industry must not fall out of scope by one. */
function quietSector(random: Random, context: DraftContext, entry: DemoCase | null): Sector {
  for (;;) {
    const sector = sectorFor(random, context);
    if (!entry || sector.tags.length === 0) return sector;
  }
}
