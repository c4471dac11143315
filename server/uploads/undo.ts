// Takes an import back in one change: the record as it was before, evaluated again; refused while something rests on it.
import { isoDate } from '#domain/period.ts';
import { entriesNow, reverseEntry } from '#domain/ledger/acts.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Dependent } from '#domain/upload.ts';
import { evaluateAll } from '../evaluate/evaluate-all.ts';
import { storedPolicies } from '../stored-policies.ts';
import type { Changing, Store } from '../store/store.ts';
import type { UploadRecord } from '../store/uploads.ts';

/** Ledger entries cannot be taken out: those that the import declared are reversed, unless something was done with them. */
async function reverseDeclared(
  record: Changing,
  { county, importId }: { readonly county: UploadRecord['county']; readonly importId: number },
  who: { readonly actor: string; readonly recordedAt: string },
): Promise<Dependent[]> {
  const ids = (await record.touched(importId)).filter(({ noun }) => noun === 'ledger').flatMap(({ ids: declared }) => [...declared]);
  if (ids.length === 0) return [];
  const rows = await record.ledger(county);
  const stage = new Map(entriesNow(rows).map((entry) => [entry.id, entry.stage]));
  const done = ids.filter((id) => stage.get(id) !== 'declared');
  if (done.length > 0)
    return [{ kind: 'entry', id: done[0]!, count: done.length, message: `台账第 ${done.join('、')} 条已核实或冲销，不能随导入撤销` }];
  const statement = { date: isoDate(who.recordedAt.slice(0, 10)), basis: `撤销第 ${importId} 次导入`, ...who };
  for (const id of ids) {
    const reversed = reverseEntry(rows, id, statement);
    if (!reversed.ok) return [{ kind: 'entry', id, count: 1, message: reversed.error.message }];
    rows.push(await record.appendLedger(reversed.value));
  }
  return [];
}

class Depends extends Error {
  readonly dependents: readonly Dependent[];
  constructor(dependents: readonly Dependent[]) {
    super('something rests on the import');
    this.dependents = dependents;
  }
}

export async function undoUpload(
  store: Store,
  upload: UploadRecord & { readonly importId: number },
  who: { readonly actor: string; readonly recordedAt: string },
): Promise<Result<UploadRecord, readonly Dependent[]>> {
  const { county, importId } = upload;
  const undone: UploadRecord = { ...upload, status: 'undone' };
  try {
    await store.change(county, async (record) => {
      const dependents = [...(await record.dependents(county, importId)), ...(await reverseDeclared(record, { county, importId }, who))];
      if (dependents.length > 0) throw new Depends(dependents);
      await record.undoImport(importId, who);
      await record.putUpload(undone);
      await evaluateAll(record, county, await storedPolicies(record, () => who.recordedAt.slice(0, 10)), who.recordedAt);
    });
    return ok(undone);
  } catch (error) {
    if (error instanceof Depends) return fail(error.dependents);
    throw error;
  }
}
