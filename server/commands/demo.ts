// mutu demo [--county CODE] [--parcels N] [--seed N]: makes invented counties, through the same record and evaluation as real files.
import { measuredArea } from '#domain/land/area.ts';
import type { ContextFeature } from '#domain/land/parcel.ts';
import type { IsoDate } from '#domain/period.ts';
import type { DemoBatch, DemoLedgerEntry } from '../demo/demo-county.ts';
import { type DemoPlan, mostParcels, planCounty } from '../demo/generate.ts';
import { referenceCounties } from '../demo/reference.ts';
import { evaluateAll } from '../evaluate/evaluate-all.ts';
import { storedPolicies } from '../pipeline.ts';
import type { Changing, Store } from '../store/store.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, type Session, withStore } from './session.ts';

const file = '演示数据（虚构）';

export async function demoCommand(words: readonly string[], session: Session): Promise<number> {
  const given = readArguments(words, { county: 'text', parcels: 'text', seed: 'text' });
  const parcels = given.number('parcels', 1, mostParcels);
  const seed = given.number('seed', 0, Number.MAX_SAFE_INTEGER);
  const known = referenceCounties.map((county) => county.code);
  const wanted = given.text('county') === undefined ? known : [given.county()];
  for (const code of wanted) if (!known.includes(code)) throw new ArgumentError(`没有 ${code} 的演示县；现有 ${known.join('、')}`);
  return withStore(session, async (store) => {
    for (const county of wanted) {
      const present = await store.county(county);
      if (present && !present.demo) {
        session.err(`${county} 是正式数据，不会被演示数据覆盖\n`);
        return exits.refused;
      }
      const plan = planCounty({ county, ...(parcels === undefined ? {} : { parcels }), ...(seed === undefined ? {} : { seed }) });
      const made = await recordDemo(store, plan, session.now);
      session.out(
        `${made.name} ${county}：${made.parcels} 宗、${made.firms} 家企业、${made.accounts} 条账目、${made.ledger} 条台账（演示数据 · 虚构）\n`,
      );
    }
    return exits.done;
  });
}

interface Made {
  readonly name: string;
  parcels: number;
  firms: number;
  accounts: number;
  ledger: number;
}

/** Replaces an invented county by what the plan gives, in one change. */
async function recordDemo(store: Store, { frame, batches }: DemoPlan, now: string): Promise<Made> {
  return store.change(frame.code, async (record) => {
    if (await record.county(frame.code)) await record.clearDemo();
    await record.putCounty({ code: frame.code, name: frame.name, demo: true });
    const id = await record.openImport({ subject: 'demo', file, sha256: '', options: '{}', bytes: 0, actor: 'mutu demo', recordedAt: now });
    await record.putTownships(frame.townships, file);
    const made: Made = { name: frame.name, parcels: 0, firms: 0, accounts: 0, ledger: 0 };
    const context: ContextFeature[] = [...frame.context];
    const ledger: DemoLedgerEntry[] = [];
    for (const batch of batches()) {
      context.push(...batch.streets);
      ledger.push(...batch.ledger);
      await recordBatch(record, batch, made);
    }
    await record.replaceContext(context);
    made.ledger = await recordLedger(record, ledger, now);
    const rows = made.parcels + made.firms + made.accounts;
    await record.closeImport(id, { rowsRead: rows, rejected: 0, created: rows, updated: 0, unchanged: 0 });
    await evaluateAll(record, frame.code, await storedPolicies(record), now);
    return made;
  });
}

async function recordBatch(record: Changing, batch: DemoBatch, made: Made): Promise<void> {
  const place = (row: number) => ({ importId: 0, file, sheet: null, row });
  if (batch.block) await record.putBlocks([batch.block], file);
  await record.putParcels(
    batch.parcels.map((parcel) => ({
      ...parcel,
      measuredArea: parcel.shape === null ? null : measuredArea(parcel.shape),
      source: place((made.parcels += 1)),
    })),
  );
  await record.putFirms(batch.firms.map((firm) => ({ ...firm, source: place((made.firms += 1)) })));
  await record.putAccounts(batch.accounts.map((account) => ({ ...account, source: place((made.accounts += 1)) })));
  await record.putTenures(batch.tenures.map((tenure) => ({ ...tenure, source: place(0) })));
}

/** Entries by the day of each act, as they would have been written. */
async function recordLedger(record: Changing, entries: readonly DemoLedgerEntry[], now: string): Promise<number> {
  const ids = new Map<DemoLedgerEntry, number>();
  const acts = entries.flatMap((entry) => {
    const declared: { entry: DemoLedgerEntry; act: 'declare' | 'verify' | 'reverse'; date: IsoDate; basis: string }[] = [
      { entry, act: 'declare', date: entry.date, basis: entry.basis },
    ];
    if (entry.verified) declared.push({ entry, act: 'verify', ...entry.verified });
    if (entry.reversed) declared.push({ entry, act: 'reverse', ...entry.reversed });
    return declared;
  });
  const order = { declare: 0, verify: 1, reverse: 2 } as const;
  acts.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : order[a.act] - order[b.act]));
  for (const { entry, act, date, basis } of acts) {
    const id = ids.get(entry) ?? ('own' as const);
    const { policy, parcel, township, kind, measure, gross, effective } = entry;
    const what = { policy, parcel, township, shape: null, kind, measure, gross, effective, documents: [] };
    const written = await record.appendLedger({ act, entry: id, ...what, date, basis, actor: '演示', recordedAt: now });
    if (id === 'own') ids.set(entry, written.id);
  }
  return entries.length;
}
