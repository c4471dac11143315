// Puts a file's records into the record in portions, so that others get a turn, progress is told, and the import may be called off.
import { setImmediate } from 'node:timers/promises';
import type { Issue } from '#domain/issue.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { UploadProgress } from '#domain/upload.ts';
import { declareRows } from '../evaluate/declare.ts';
import type { LoadedPolicy } from '../evaluate/evaluate-all.ts';
import type { IntakeRecords } from '../intake/intake.ts';
import type { PutCounts } from '../store/record-table.ts';
import type { Changing } from '../store/store.ts';
import type { Effect } from './effect.ts';

/** Whoever waits for an import: hears how far it is, and may call it off. */
export interface Watch {
  readonly signal: AbortSignal;
  progress(progress: UploadProgress): void;
}

/** Rows put at a time: between two portions others get a turn, progress is told, and the import may be called off. */
const portion = 2_000;

async function inPortions<T>(
  rows: readonly T[],
  watch: Watch | undefined,
  putSome: (some: readonly T[]) => Promise<PutCounts>,
): Promise<Put> {
  const sum = { created: 0, updated: 0, unchanged: 0 };
  for (let start = 0; start < rows.length; start += portion) {
    const counts = await putSome(rows.length <= portion ? rows : rows.slice(start, start + portion));
    for (const key of ['created', 'updated', 'unchanged'] as const) sum[key] += counts[key];
    await pass(watch, { stage: 'committing', done: Math.min(rows.length, start + portion), total: rows.length });
  }
  return { ...sum, rejected: 0, issues: [] };
}

export async function pass(watch: Watch | undefined, progress: UploadProgress): Promise<void> {
  if (!watch) return;
  watch.progress(progress);
  await setImmediate();
  watch.signal.throwIfAborted();
}

interface Put extends PutCounts {
  readonly rejected: number;
  readonly issues: readonly Issue[];
}

export async function putRows(
  record: Changing,
  records: IntakeRecords,
  file: { readonly name: string; readonly county: CountyCode },
  options: { readonly actor: string; readonly now: string; readonly watch?: Watch },
  policies: readonly LoadedPolicy[],
  effect: Effect,
): Promise<Put> {
  const { watch } = options;
  const { told, toldPlace } = effect;
  switch (records.subject) {
    case 'parcels':
      return inPortions(records.rows, watch, (rows) => record.putParcels(rows, told));
    case 'firms':
      return inPortions(records.rows, watch, (rows) => record.putFirms(rows, told));
    case 'accounts':
      return inPortions(records.rows, watch, (rows) => record.putAccounts(rows, told));
    case 'tenure':
      return inPortions(records.rows, watch, (rows) => record.putTenures(rows, told));
    case 'townships':
      return inPortions(records.rows, watch, (rows) => record.putTownships(rows, file.name, toldPlace));
    case 'blocks':
      return inPortions(records.rows, watch, (rows) => record.putBlocks(rows, file.name, toldPlace));
    case 'zones':
      return inPortions(records.rows, watch, (rows) => record.putZones(rows, told));
    case 'ledger': {
      const own = policies.filter(({ policy }) => policy.county === file.county).map(({ policy }) => policy);
      const declared = await declareRows(record, file.county, records.rows, own, options);
      const refused = new Set(
        declared.issues.flatMap(({ severity, sheet, row }) => (severity === 'error' ? [`${sheet ?? ''} ${row ?? ''}`] : [])),
      );
      for (const { source, parcel } of records.rows)
        if (!refused.has(`${source.sheet ?? ''} ${source.row ?? ''}`)) effect.note('created', source, parcel, null, {});
      return { updated: 0, ...declared };
    }
  }
}
