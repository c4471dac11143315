// The imports of a county, and how a file that came by the command line joins those that came by the page.
import { randomUUID } from 'node:crypto';
import type { CountyCode } from '#domain/land/codes.ts';
import type { Subject } from '#domain/subject.ts';
import type { ImportListing } from '#domain/upload.ts';
import type { FileToImport, ImportReport } from '../pipeline.ts';
import type { Store } from '../store/store.ts';
import type { Received } from './kept-files.ts';

/** Newest first, those taken back among them. */
export async function importHistory(store: Store, county: CountyCode): Promise<ImportListing[]> {
  const [imports, undone, uploads] = [await store.imports(county), await store.undone(county), await store.uploads(county)];
  const uploadOf = new Map(uploads.flatMap(({ importId, id }) => (importId === null ? [] : [[importId, id] as const])));
  return imports.toReversed().map(({ id, county: _county, options: _options, subject, ...row }) => ({
    ...row,
    subject: subject as Subject,
    importId: id,
    upload: uploadOf.get(id) ?? null,
    undone: undone.get(id) ?? null,
  }));
}

/** Keeps a file that was imported on the command line, so that its rows can be corrected and the import taken back in the page. */
export async function adoptImport(
  store: Store,
  file: FileToImport,
  received: Received,
  { importId, subject, effect, rows, detected }: ImportReport,
  who: { readonly actor: string; readonly recordedAt: string },
): Promise<void> {
  await received.keep();
  await store.putUpload({
    id: randomUUID(),
    county: file.county,
    countyName: file.countyName ?? null,
    file: file.name,
    sha256: received.sha256,
    bytes: received.bytes,
    subject,
    options: {
      crs: file.crs ?? null,
      encoding: file.encoding ?? null,
      mapping: null,
      columns: file.mapping ?? {},
      layer: file.layer ?? null,
      repair: file.repair ?? false,
      foreign: file.foreign ?? false,
      keys: file.keys ?? null,
    },
    status: 'committed',
    importId,
    result: effect && rows && detected ? { effect, rows, detected } : null,
    ...who,
  });
}
