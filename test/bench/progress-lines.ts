// Progress over a ledger of 100 000 entries: the page's figures on ever other days, and the same questions asked of SQL.
import { isoDate } from '#domain/period.ts';
import { microMu } from '#domain/units.ts';
import { declared } from '../domain/ledger/rows.ts';
import { county, type LedgerHome, measures } from './ledger-home.ts';
import type { BenchTable } from './measure.ts';

/** The page's sums by township, measure and month on a day, as SQL would be asked for them. */
const askSql = `
  WITH act AS (
    SELECT entry, MAX(CASE WHEN act = 'verify' THEN date END) AS verified, MAX(CASE WHEN act = 'reverse' THEN 1 ELSE 0 END) AS reversed
    FROM ledger WHERE county = ? AND act <> 'declare' AND date <= ? GROUP BY entry
  ), standing AS (
    SELECT l.township, l.measure, l.gross, act.verified, COALESCE(act.verified, l.date) AS day FROM ledger l LEFT JOIN act ON act.entry = l.id
    WHERE l.county = ? AND l.act = 'declare' AND l.date <= ? AND l.policy = 'suichang-2022' AND l.kind = 'vacated' AND COALESCE(act.reversed, 0) = 0
  ), counted AS (SELECT * FROM standing WHERE day BETWEEN '2022-03-01' AND '2023-12-31')
  SELECT 'township', township, verified IS NULL, SUM(gross), COUNT(*) FROM counted GROUP BY township, verified IS NULL
  UNION ALL SELECT 'measure', measure, verified IS NULL, SUM(gross), COUNT(*) FROM counted GROUP BY measure, verified IS NULL
  UNION ALL SELECT 'month', substr(day, 1, 7), verified IS NULL, SUM(gross), COUNT(*) FROM counted GROUP BY substr(day, 1, 7), verified IS NULL`;

export async function benchProgress(table: BenchTable, { store, atlas, parcels, database, ask, dayOf }: LedgerHome): Promise<void> {
  const of = `county=${county}&target=SC-T03`;
  const question = database.prepare(askSql);
  await table.time('the same sums asked of SQL', (sample) => question.all(county, dayOf(sample), county, dayOf(sample)), {
    n: 5,
    warmup: 1,
  });
  await ask(`/api/summary?county=${county}&policy=suichang-2022&by=class`);
  await table.time('ledger read for the first time, first page', () => ask(`/api/progress?${of}`), { n: 1, warmup: 0 });
  await table.time(
    'first page after a write',
    async (sample) => {
      const parcel = parcels[sample]!;
      const row = await store.change(county, (record) =>
        record.appendLedger(
          declared({ county, parcel: parcel.code, township: parcel.township, gross: microMu(10_000), date: isoDate('2023-06-01') }),
        ),
      );
      await atlas.amend(county, (await store.version(county))!, { ledger: [row] });
      return ask(`/api/progress?${of}`);
    },
    { n: 5, warmup: 1, note: 'the write among it' },
  );
  await table.time('progress page data, a day not asked before', (sample) => ask(`/api/progress?${of}&asOf=${dayOf(sample)}`), {
    limit: 50,
    against: 'the same sums asked of SQL',
  });
  await table.time('progress page data, the day it stands on', () => ask(`/api/progress?${of}`), {
    limit: 50,
    against: 'the same sums asked of SQL',
  });
  await table.time(
    'targets of the county, a day not asked before',
    (sample) => ask(`/api/targets?county=${county}&asOf=${dayOf(100 + sample)}`),
    { limit: 50 },
  );
  await table.time('ledger rows behind a figure', (sample) =>
    ask(`/api/progress/entries?${of}&by=measure&key=${measures[sample % 4]}&limit=2000`),
  );
  const page = `/api/ledger/table?county=${county}`;
  await table.time('ledger page, a day not asked before', (sample) => ask(`${page}&asOf=${dayOf(200 + sample)}`), { n: 5, limit: 600 });
  await table.time(
    'ledger page, another filter and order on that day',
    (sample) => ask(`${page}&measure=${measures[sample % 4]}&sort=-gross&q=${sample}`),
    { n: 8 },
  );
  await table.time('ledger page, the next page of rows', (sample) => ask(`${page}&offset=${200 * (sample + 1)}`), { n: 8 });
  await table.time('map of the ledger page', () => ask(`/api/ledger/map?county=${county}`), { n: 3 });
  await table.time('the whole chain followed in the record', () => ask(`/api/ledger/chain?county=${county}`), { n: 2, warmup: 0 });
  await table.time('timeline for the replay', () => ask(`/api/freed?county=${county}`), { n: 5 });
  await table.time('连片 of all of it, found anew', (sample) => ask(`/api/progress/contiguity?${of}&tolerance=${2 + sample / 10}`), {
    n: 3,
    warmup: 0,
  });
}
