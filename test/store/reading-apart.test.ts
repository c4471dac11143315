// What is read in pieces is of one moment, whatever is written between the pieces, and others get their turns.
import { expect, it } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { recordsByPieces } from '../../server/store/record-table.ts';
import { parcelTable } from '../../server/store/parcels.ts';
import { placeOf } from '../../server/store/places.ts';
import { county, parcel } from '../domain/firms/samples.ts';
import { openTestStore, temporaryHome } from './home.ts';

const parcels = Array.from({ length: 600 }, (_, index) => parcel(`P${String(index).padStart(4, '0')}`));

it('a county read while others write holds nothing of what they write', async () => {
  const home = temporaryHome();
  const store = await openTestStore(home);
  await store.change(county, (record) => record.putParcels(parcels.slice(1)));
  const connections = openDatabase(home);
  const writing: Promise<unknown>[] = [];
  let stops = 0;
  const read = await connections.readApart(function* (sql) {
    const rows = recordsByPieces(sql, parcelTable, county, placeOf(sql));
    for (;;) {
      const step = rows.next();
      if (step.done) return step.value;
      stops += 1;
      writing.push(store.change(county, (record) => record.putParcels(parcels.slice(0, 1))));
      // Longer than others are left waiting: they write now.
      for (const until = performance.now() + 15; performance.now() < until;);
      yield;
    }
  });
  await Promise.all(writing);
  await connections.close();
  expect(stops).toBe(2);
  expect(read.map(({ code }) => code)).toEqual(parcels.slice(1).map(({ code }) => code));
  expect((await store.loadCounty(county))!.parcels).toHaveLength(600);
});

it('closing waits for what is being read', async () => {
  const store = await openTestStore();
  await store.change(county, (record) => record.putParcels(parcels));
  const reading = store.loadCounty(county);
  await store.close();
  expect((await reading)!.parcels).toHaveLength(600);
});
