// Holds one snapshot per county and swaps it as a whole: a request that has one keeps it to its end.
import type { CountyCode } from '#domain/land/codes.ts';
import type { County } from '#domain/land/parcel.ts';
import { scopeKey, type Actor } from '#domain/access/actor.ts';
import type { CountyData } from '#domain/county-data.ts';
import type { IsoDate } from '#domain/period.ts';
import { inTurns, type Piecewise } from '#domain/piecewise.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { scopeSnapshot } from './scope.ts';
import { buildSnapshot, type Snapshot, snapshotByPieces } from './snapshot.ts';

/** What the atlas needs of the store. */
export interface CountyReader {
  counties(): Promise<readonly County[]>;
  loadCounty(county: CountyCode): Promise<CountyData | null>;
}

/** Rows written since the snapshot. */
export type Added = Partial<Pick<CountyData, 'ledger' | 'idleDecisions' | 'marks' | 'forcedGrades' | 'targetStatements'>>;

export interface Atlas {
  /** Counties that are loaded, by code. */
  counties(): readonly County[];
  /** The county as the actor may see it; null when it is not loaded. */
  snapshot(county: string, actor: Actor): Snapshot | null;
  /** Reads a county again after a write; requests under way keep the snapshot they have. */
  refresh(county: CountyCode): Promise<void>;
  /** Reads a county again when the record's version is not the one that is held. */
  follow(county: CountyCode, version: number): Promise<void>;
  /** Takes over rows just written, which made the given version, without reading the county again. */
  amend(county: CountyCode, version: number, added: Added): Promise<void>;
  /** Makes the snapshots anew from the same records after the policies have changed; requests under way keep theirs. */
  renew(): void;
  /** Reads every county of the record. */
  load(): Promise<void>;
}

/** How long requests wait at most while a snapshot is made. */
const turnMs = 10;

/** Does long work while requests get their turns. */
function besides<T>(work: Piecewise<T>): Promise<T> {
  let begun = performance.now();
  return inTurns(
    work,
    () => performance.now() - begun > turnMs,
    async () => {
      await new Promise((resolve) => setImmediate(resolve));
      begun = performance.now();
    },
  );
}

/** An atlas over a store; `today` tells the day on which a county's idleness and ledger are looked at: an invented county stands still. */
export function createAtlas(reader: CountyReader, policies: readonly Policy[], today: (county: County) => IsoDate): Atlas {
  const snapshots = new Map<string, Snapshot>();
  const scoped = new WeakMap<Snapshot, Map<string, Snapshot>>();
  // Reads of one county follow each other, so that an older read never replaces a newer one.
  const reads = new Map<string, Promise<void>>();

  const read = async (county: CountyCode): Promise<void> => {
    const data = await reader.loadCounty(county);
    // What there is goes on answering until the next is whole.
    const next = data && (await besides(snapshotByPieces(data, policies, today(data.county))));
    if (next) snapshots.set(county, next);
    else snapshots.delete(county);
  };
  const inTurn = (county: CountyCode, work: () => Promise<void>): Promise<void> => {
    // The failure of an earlier read is told to whoever asked for that one.
    const next = (reads.get(county) ?? Promise.resolve()).catch(() => undefined).then(work);
    reads.set(county, next);
    return next;
  };
  const refresh = (county: CountyCode): Promise<void> => inTurn(county, () => read(county));
  const amend = (county: CountyCode, version: number, added: Added): Promise<void> =>
    inTurn(county, async () => {
      const snapshot = snapshots.get(county);
      const data = snapshot?.sheet.data;
      if (data && data.version >= version) return;
      // Somebody else has written in between: what is here is not all there is.
      if (!snapshot || !data || data.version + 1 !== version) return read(county);
      const ledger = added.ledger ? [...data.ledger, ...added.ledger] : data.ledger;
      const idleDecisions = added.idleDecisions ? [...data.idleDecisions, ...added.idleDecisions] : data.idleDecisions;
      const marks = added.marks ? [...data.marks, ...added.marks] : data.marks;
      const forcedGrades = added.forcedGrades ? [...data.forcedGrades, ...added.forcedGrades] : data.forcedGrades;
      const targetStatements = added.targetStatements
        ? [...(data.targetStatements ?? []), ...added.targetStatements]
        : (data.targetStatements ?? []);
      snapshots.set(
        county,
        buildSnapshot(
          { ...data, version, ledger, idleDecisions, marks, forcedGrades, targetStatements },
          policies,
          today(data.county),
          snapshot,
        ),
      );
    });
  /** A snapshot of yesterday is made anew from the same record: what is idle or counted depends on the day. */
  const current = (county: string): Snapshot | null => {
    const snapshot = snapshots.get(county);
    const day = snapshot && today(snapshot.sheet.data.county);
    if (!snapshot || !day || snapshot.sheet.asOf === day) return snapshot ?? null;
    const renewed = buildSnapshot(snapshot.sheet.data, policies, day, snapshot);
    snapshots.set(county, renewed);
    return renewed;
  };

  return {
    counties: () =>
      [...snapshots.values()].map((snapshot) => snapshot.sheet.data.county).sort((left, right) => (left.code < right.code ? -1 : 1)),
    snapshot(county, actor) {
      const snapshot = current(county);
      if (!snapshot || actor.townships === 'all') return snapshot;
      const views = scoped.get(snapshot) ?? new Map<string, Snapshot>();
      scoped.set(snapshot, views);
      const key = scopeKey(actor);
      const view = views.get(key) ?? scopeSnapshot(snapshot, actor);
      views.set(key, view);
      return view;
    },
    refresh,
    follow: (county, version) =>
      inTurn(county, async () => {
        if (snapshots.get(county)?.sheet.data.version !== version) await read(county);
      }),
    amend,
    renew() {
      for (const [county, snapshot] of snapshots) {
        snapshots.set(county, buildSnapshot(snapshot.sheet.data, policies, snapshot.sheet.asOf, snapshot));
      }
    },
    async load() {
      for (const county of await reader.counties()) await refresh(county.code);
    },
  };
}
