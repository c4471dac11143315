// 亩产英雄: firms, industries, townships and blocks in the order of one indicator, with what each figure is made of and how much is known.
import industryRows from '../../data/industries.json' with { type: 'json' };
import { displayUnit, figureNames, inUnit, type FigureKey } from '#domain/scoring/figures.ts';
import { definitionText, knownIndicators, splitUnit, type Indicator } from '#domain/scoring/indicators.ts';
import type { LandSource, ScoringParameters } from '#domain/scoring/parameters.ts';
import { gatherFirms } from '#domain/scoring/places.ts';
import { ranking, weightedMean, type RankingRow, type RankingRule } from '#domain/scoring/ranking.ts';
import { plainText, toNumber, type Rational } from '#domain/scoring/rational.ts';
import { firmSubject, type Member, type Subject } from '#domain/scoring/subjects.ts';
import { decimal, decimalText, microMu, toMu, type MicroMu } from '#domain/units.ts';
import { divisionOf } from './base-columns.ts';
import { blockSubjects, membersIn, townshipSubjects } from './evaluation.ts';
import { townshipVisible } from './evaluation-rows.ts';
import { firmVisible } from './firm-dossier.ts';
import type { Snapshot } from './snapshot.ts';

export const rankingKinds = ['firm', 'industry', 'township', 'block'] as const;
export type RankingKind = (typeof rankingKinds)[number];

/** Who is ranked when nothing else is asked: a handful of firms is no industry, and a shed is no hero. */
export const usualRules: Readonly<Record<RankingKind, { readonly firms: number; readonly knownPercent: number; readonly landMu: number }>> =
  {
    firm: { firms: 1, knownPercent: 0, landMu: 3 },
    industry: { firms: 3, knownPercent: 80, landMu: 0 },
    township: { firms: 3, knownPercent: 80, landMu: 0 },
    block: { firms: 1, knownPercent: 80, landMu: 0 },
  };

/** An indicator by id: the county's own of that year where it has one, else a common one. */
export function indicatorOf(set: ScoringParameters | null, id: string): Indicator | null {
  const own = set?.groups.flatMap((group) => group.indicators).find((indicator) => indicator.id === id);
  return own ?? knownIndicators.find((indicator) => indicator.id === id) ?? null;
}

/** The indicators that may be asked for. */
export function indicatorsOf(set: ScoringParameters | null): Indicator[] {
  const all = [...(set?.groups ?? []).flatMap((group) => group.indicators), ...knownIndicators];
  return [...new Map(all.reverse().map((indicator) => [indicator.id, indicator])).values()].reverse();
}

const industryNames = new Map(industryRows.map(({ code, name }) => [code, name]));

function industrySubjects(members: readonly Member[]): Subject[] {
  const keyOf = (member: Member): string | null => divisionOf(member.firm?.industryCode ?? null);
  const keys = [...new Set(members.map(keyOf))].filter((key) => key !== null).sort();
  return gatherFirms(
    members,
    keys.map((key) => ({ key, name: industryNames.get(key) ?? key })),
    keyOf,
  );
}

/**
 * The subjects and which of them may be shown. Firms, townships and blocks keep their place among all of the county; an industry
 * is summed over the firms that may be seen, since its sum would tell of the others.
 */
function subjectsOf(
  snapshot: Snapshot,
  by: RankingKind,
  year: number,
  members: readonly Member[],
): { all: Subject[]; shown: (key: string) => boolean } {
  const { sheet } = snapshot;
  const seen = (member: Member): boolean => firmVisible(snapshot, member.uscc);
  switch (by) {
    case 'firm':
      return {
        all: members.filter((member) => member.account).map((member) => firmSubject(member)),
        shown: (uscc) => firmVisible(snapshot, uscc),
      };
    case 'industry':
      return { all: industrySubjects(members.filter(seen)), shown: () => true };
    case 'township':
      return { all: townshipSubjects(sheet, year, members), shown: (code) => townshipVisible(snapshot, code) };
    case 'block': {
      const townships = new Map<string, string | null>(sheet.data.blocks.map((block) => [block.code, block.township]));
      return { all: blockSubjects(sheet, year, members), shown: (code) => townshipVisible(snapshot, townships.get(code) ?? null) };
    }
  }
}

function figureReply(value: Rational | null, figure: FigureKey, unit: string) {
  const stated = value && inUnit(value, figure, unit);
  return { figure, name: figureNames[figure], unit, value: stated && toNumber(stated), text: stated && plainText(stated, 6) };
}

function rowReply(row: RankingRow, indicator: Indicator) {
  const [upper, lower] = splitUnit(indicator) ?? [displayUnit(indicator.numerator), displayUnit(indicator.denominator)];
  return {
    key: row.key,
    name: row.name,
    rank: row.rank,
    notRanked: row.notRanked,
    value: row.value && toNumber(row.value),
    valueText: row.value && plainText(row.value, 6),
    numerator: figureReply(row.numerator, indicator.numerator, upper),
    denominator: figureReply(row.denominator, indicator.denominator, lower),
    coverage: {
      known: row.coverage.known,
      total: row.coverage.total,
      knownLandMu: toNumber(inUnit(row.coverage.knownLand, 'area', '亩')),
      landMu: toNumber(inUnit(row.coverage.land, 'area', '亩')),
    },
  };
}
export type RankingRowReply = ReturnType<typeof rowReply>;

export interface RankingRequest {
  readonly by: RankingKind;
  readonly indicator: Indicator;
  readonly minimumFirms: number | null;
  readonly minimumKnownPercent: number | null;
  readonly minimumLand: MicroMu | null;
}

/** Where land is taken from when the county has no set for the year. */
const usualLand: readonly LandSource[] = ['assessed', 'occupied'];

/** The list, the rule by which it was made, and the county's own mean. */
export function rankingReply(snapshot: Snapshot, set: ScoringParameters | null, year: number, asked: RankingRequest) {
  const { by, indicator } = asked;
  const usual = usualRules[by];
  const rule: RankingRule = {
    minimumFirms: asked.minimumFirms ?? usual.firms,
    minimumKnownPercent: decimal(asked.minimumKnownPercent ?? usual.knownPercent),
    minimumLand: asked.minimumLand ?? microMu(usual.landMu * 1_000_000),
  };
  const land = set?.land ?? usualLand;
  const members = membersIn(snapshot.sheet, year, land);
  const { all, shown } = subjectsOf(snapshot, by, year, members);
  const mean = weightedMean(
    members.map((member) => firmSubject(member)),
    indicator,
  );
  return {
    by,
    indicator: { id: indicator.id, name: indicator.name, unit: indicator.unit, definition: definitionText(indicator) },
    indicators: indicatorsOf(set).map(({ id, name, unit }) => ({ id, name, unit })),
    rule: {
      minimumFirms: rule.minimumFirms,
      minimumKnownPercent: Number(decimalText(rule.minimumKnownPercent)),
      minimumLandMu: toMu(rule.minimumLand),
      land,
      /** What the land of a row is: the firms' own, or for blocks all land of the block, used and unused. */
      landOf: by === 'block' ? ('whole' as const) : ('firms' as const),
    },
    countyMean: mean && { value: toNumber(mean.value), valueText: plainText(mean.value, 6), known: mean.known, total: mean.total },
    rows: ranking(all, indicator, rule)
      .filter((row) => shown(row.key))
      .map((row) => rowReply(row, indicator)),
  };
}
export type RankingReply = ReturnType<typeof rankingReply>;
