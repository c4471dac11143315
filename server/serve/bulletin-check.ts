// A frozen issue held against the record of today: are content and files as they were sealed, and do the ledger's rows of that time still give its figures?
import type { Context } from 'hono';
import { buildFigures } from '#domain/bulletin/build-figures.ts';
import { contentText, figuresHash } from '#domain/bulletin/bulletin.ts';
import { lateChange, type LateChange } from '#domain/bulletin/compare.ts';
import type { BulletinFigures } from '#domain/bulletin/figures.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { LedgerLine } from '#domain/ledger/ledger-lines.ts';
import { linesOf } from '#domain/ledger/lines-of-rows.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { ok, type Result } from '#domain/result.ts';
import { type TargetScope, together } from '../atlas/target-scope.ts';
import { countedThen, type Frozen, inheritedIn, placeOf, sha256 } from './bulletin-preview.ts';
import type { Deps, Env } from './env.ts';
import type { ProblemResponse } from './problem.ts';
import { targetLens } from './target-lens.ts';

export interface BulletinCheck {
  /** SHA-256 of what is kept, worked out anew, is the one that was sealed. */
  readonly content: boolean;
  readonly figures: boolean;
  readonly files: Readonly<Record<string, boolean>>;
  /** What does not hold of the bulletins of the county as a whole; empty when everything does. */
  readonly faults: readonly string[];
  /** How far each ledger has been written since. `intact`: its first rows are still those of then. */
  readonly ledgers: readonly { readonly name: string; readonly rowsThen: number; readonly rowsNow: number; readonly intact: boolean }[];
  /**
   * Figures worked out again from the ledger's rows of that time (classes and tasks as frozen): the same to the byte, or not;
   * `policy`: not tried, the policy has another version now.
   */
  readonly replayed: 'same' | 'different' | 'policy';
  /** By target what the ledger of today would say of that day otherwise. */
  readonly late: readonly (LateChange & { readonly id: string; readonly name: string })[];
}

/** The figures from the rows that were there, with what the ledger does not hold taken from the issue itself. */
function replayed({ figures }: Frozen, scope: TargetScope, policy: Policy): BulletinFigures {
  const rowsOf = new Map(figures.ledgers.map(({ county, rows }) => [county, rows]));
  const lines = together(scope.members.map(({ sheet: { data } }) => linesOf(data.ledger.slice(0, rowsOf.get(data.county.code) ?? 0))));
  const classes = new Map(
    figures.targets.flatMap(({ entries, left }) => [...entries, ...left].map((one) => [`${one.id} ${one.parcel}`, one.class] as const)),
  );
  const tasks = new Map(
    figures.targets.flatMap(({ id, townships }) => townships.map(({ code, taskMu }) => [`${id} ${code}`, taskMu] as const)),
  );
  const micro = (mu: number | null | undefined): number | null => (mu === null || mu === undefined ? null : Math.round(mu * 1_000_000));
  return buildFigures({
    ...figures,
    policy,
    inherited: inheritedIn(figures.targets),
    lines,
    townships: (figures.targets[0]?.townships ?? []).flatMap(({ code, name }) => (code === null ? [] : [{ code, name }])),
    classOf: (line: LedgerLine) => classes.get(`${line.entry.id} ${line.parcel}`) ?? null,
    placeOf: placeOf(scope),
    taskOf: (target, township) => micro(tasks.get(`${target} ${township}`)),
  });
}

export async function checkOf(c: Context<Env>, deps: Deps, frozen: Frozen): Promise<Result<BulletinCheck, ProblemResponse<404>>> {
  const { hash, files, ...content } = frozen;
  const { figures } = content;
  const lens = targetLens(c, deps, { county: figures.county.code });
  if (!lens.ok) return lens;
  const { scope } = lens.value;
  const county = figures.county.code as CountyCode;
  const policy = deps.policies.find(({ id }) => id === figures.policy.id);
  const known = policy?.version === figures.policy.version ? policy : null;
  const sound: [string, boolean][] = [];
  for (const [format, sealed] of Object.entries(files)) {
    const bytes = await deps.store.bulletinFile(county, frozen.number, format as Parameters<typeof deps.store.bulletinFile>[2]);
    sound.push([format, bytes !== null && sha256(bytes) === sealed.hash]);
  }
  const then = known && countedThen(known, figures, scope.lines);
  return ok({
    content: sha256(contentText(content)) === hash,
    figures: figuresHash(figures, sha256) === content.figuresHash,
    files: Object.fromEntries(sound),
    faults: await deps.store.bulletinFaults(county),
    ledgers: figures.ledgers.map((head) => {
      const rows = scope.members.find(({ sheet }) => sheet.data.county.code === head.county)?.sheet.data.ledger ?? [];
      const intact = rows.length >= head.rows && (rows[head.rows - 1]?.hash ?? null) === head.hash;
      return { name: head.name, rowsThen: head.rows, rowsNow: rows.length, intact };
    }),
    replayed: known ? (figuresHash(replayed(frozen, scope, known), sha256) === content.figuresHash ? 'same' : 'different') : 'policy',
    late: figures.targets.flatMap(({ id, name, entries }) => {
      const now = then?.(id);
      return now ? [{ id, name, ...lateChange(entries, now) }] : [];
    }),
  });
}
