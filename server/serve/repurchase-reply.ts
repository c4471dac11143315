// Candidates and settings as replies carry them: areas in mu, money in 万元, the exact whole numbers beside them.
import type { Candidate } from '#domain/repurchase/candidate.ts';
import { costLabel, type Cost } from '#domain/repurchase/cost.ts';
import type { SettingsVersion } from '#domain/repurchase/settings.ts';
import { toMu, toWan } from '#domain/units.ts';

export function costReply(cost: Cost) {
  if (!cost.known) return { known: false as const, label: costLabel, missing: cost.missing };
  return {
    known: true as const,
    label: costLabel,
    fen: cost.fen as number,
    bricks: cost.bricks.map(({ kind, fen, formula, assumed }) => ({ kind, fen: fen as number, wan: toWan(fen), formula, assumed })),
    assumed: cost.assumed,
  };
}

/** One candidate; `score` and `costWan` are null where not known, never 0. */
export function candidateReply({
  code,
  name,
  township,
  block,
  area,
  areaKind,
  cost,
  score,
  owner,
  firms,
  jobs,
  tax,
  excluded,
  neighbours,
}: Candidate) {
  return {
    code,
    name: name || null,
    township,
    block,
    areaMu: area === null ? null : toMu(area),
    areaMicroMu: area as number | null,
    areaKind,
    costWan: cost.known ? toWan(cost.fen) : null,
    cost: costReply(cost),
    score: score.score,
    scoreCoverage: score.coverage,
    parts: score.parts,
    owner,
    firms,
    jobs: jobs === null ? null : jobs / 1000,
    taxWan: tax === null ? null : toWan(tax),
    ...(excluded ? { excluded } : {}),
    isolated: neighbours.length === 0,
    neighbours,
  };
}
export type CandidateReply = ReturnType<typeof candidateReply>;

export function settingsReply({ version, settings, example, basis, actor, recordedAt }: SettingsVersion) {
  return { version, example, label: costLabel, basis, actor, recordedAt, settings };
}
export type SettingsReply = ReturnType<typeof settingsReply>;
