// What a ledger of 100 000 entries is asked when something is written to it or looked back at: overlap checks and replays, beside SQL.
import { entriesAsOf } from '#domain/ledger/acts.ts';
import { boundsOf } from '#domain/land/geometry.ts';
import { shapeFromBytes } from '../../server/store/shape-blob.ts';
import { overlaid } from '#domain/land/overlay.ts';
import { county, type LedgerHome, pieceOf } from './ledger-home.ts';
import type { BenchTable } from './measure.ts';

/** Entries of one policy and kind that stand and whose boxes meet, or that lie on the parcel, with what they count. */
const meetSql = `
  SELECT l.id, l.gross, l.shape FROM ledger l
  WHERE l.id IN (
    SELECT id FROM ledger_bounds WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?
    UNION SELECT id FROM ledger WHERE county = ? AND parcel = ?)
  AND l.act = 'declare' AND l.policy = 'suichang-2022' AND l.kind = 'vacated'
  AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.entry = l.id AND r.act = 'reverse')`;

/** Every entry as it stood on a day: stage and what of it counts. */
const standSql = `
  WITH act AS (
    SELECT entry, MAX(CASE WHEN act = 'verify' THEN date END) AS verified, MAX(CASE WHEN act = 'reverse' THEN date END) AS reversed
    FROM ledger WHERE county = ? AND act <> 'declare' AND counts_from <= ? GROUP BY entry
  )
  SELECT l.*, act.verified, act.reversed FROM ledger l LEFT JOIN act ON act.entry = l.id
  WHERE l.county = ? AND l.act = 'declare' AND l.counts_from <= ? ORDER BY l.id`;

export async function benchChecks(table: BenchTable, { store, parcels, database, ask, dayOf }: LedgerHome): Promise<void> {
  const meeting = database.prepare(meetSql).raw(true);
  const drawn = parcels.filter(({ shape }) => shape !== null);
  const lotOf = (sample: number) => drawn[(sample * 6_101) % drawn.length]!;
  const sqlCheck = (sample: number) => {
    const parcel = lotOf(sample);
    const shape = pieceOf(parcel, 3)!;
    const [west, south, east, north] = boundsOf(shape)!;
    const rows = meeting.all(east, west, north, south, county, parcel.code) as [number, number, Uint8Array | null][];
    // SQL finds the neighbours; whether land is shared only geometry tells.
    return rows.filter(([, , bytes]) => bytes && overlaid(shapeFromBytes(bytes), shape, 'and').squareMetres > 0);
  };
  await table.time('entries that a drawn piece meets, asked of SQL', sqlCheck, { n: 100, warmup: 20 });
  const body = (sample: number, whole: boolean) => {
    const parcel = lotOf(sample);
    const geometry = { type: 'MultiPolygon', coordinates: pieceOf(parcel, 3) };
    const land = whole ? { grossMu: (parcel.registeredArea ?? parcel.measuredArea ?? 1) / 1e6 } : { grossMu: 0.01, geometry };
    return {
      county,
      policy: 'suichang-2022',
      parcel: parcel.code,
      kind: 'vacated',
      measure: 'M-REPURCHASE',
      date: '2023-06-01',
      basis: '测',
      ...land,
    };
  };
  const check = { limit: 20, against: 'entries that a drawn piece meets, asked of SQL', n: 100, warmup: 20 };
  await table.time('overlap check of a drawn piece, over HTTP', (sample) => ask('/api/ledger/check', body(sample, false)), check);
  await table.time('overlap check of a whole parcel, over HTTP', (sample) => ask('/api/ledger/check', body(sample, true)), check);
  const standing = database.prepare(standSql).raw(true);
  await table.time(
    'every entry as it stood on a day, asked of SQL',
    (sample) => standing.all(county, dayOf(sample), county, dayOf(sample)),
    {
      n: 10,
      warmup: 2,
    },
  );
  const rows = await store.ledger(county);
  const replay = { limit: 300, against: 'every entry as it stood on a day, asked of SQL', n: 20, warmup: 3 };
  await table.time('as-of replay: every entry as it stood on a day', (sample) => entriesAsOf(rows, dayOf(sample)), replay);
  await table.time(
    'as-of page of the ledger, over HTTP',
    (sample) => ask(`/api/ledger/table?county=${county}&asOf=${dayOf(40 + sample)}&limit=100`),
    replay,
  );
}
