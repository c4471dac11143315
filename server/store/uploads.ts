// Files that were sent and what became of them. Their bytes lie beside the record; here is what identifies them and what was said with them.
import type { CountyCode } from '#domain/land/codes.ts';
import type { Subject } from '#domain/subject.ts';
import type { UploadResult } from '#domain/upload.ts';
import { noOptions, type UploadOptions } from '#domain/upload-options.ts';
import { type Row, type Sql, integer, numberOrNull, text, textOrNull } from './sql.ts';

export interface UploadRecord {
  readonly id: string;
  readonly county: CountyCode;
  readonly countyName: string | null;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly subject: Subject | null;
  readonly options: UploadOptions;
  readonly status: 'open' | 'committed' | 'undone' | 'discarded';
  readonly importId: number | null;
  /** What the commit did. */
  readonly result: UploadResult | null;
  readonly actor: string;
  readonly recordedAt: string;
}

const columns = 'id, county, county_name, file, sha256, bytes, subject, options, status, import, result, actor, recorded_at';

function uploadOf([id, county, name, file, sha256, bytes, subject, options, status, importId, result, actor, at]: Row): UploadRecord {
  const told = textOrNull(result ?? null);
  return {
    id: text(id),
    county: text(county) as CountyCode,
    countyName: textOrNull(name ?? null),
    file: text(file),
    sha256: text(sha256),
    bytes: integer(bytes),
    subject: textOrNull(subject ?? null) as Subject | null,
    // Uploads of earlier versions say less.
    options: { ...noOptions, ...(JSON.parse(text(options)) as Partial<UploadOptions>) },
    status: text(status) as UploadRecord['status'],
    importId: numberOrNull(importId ?? null),
    result: told === null ? null : (JSON.parse(told) as UploadResult),
    actor: text(actor),
    recordedAt: text(at),
  };
}

/** Writes the upload as it now is. */
export function putUpload(sql: Sql, upload: UploadRecord): void {
  sql.run(
    `INSERT INTO upload (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET county_name = excluded.county_name, subject = excluded.subject, options = excluded.options,
       status = excluded.status, import = excluded.import, result = excluded.result`,
    upload.id,
    upload.county,
    upload.countyName,
    upload.file,
    upload.sha256,
    upload.bytes,
    upload.subject,
    JSON.stringify(upload.options),
    upload.status,
    upload.importId,
    upload.result === null ? null : JSON.stringify(upload.result),
    upload.actor,
    upload.recordedAt,
  );
}

export function readUpload(sql: Sql, id: string): UploadRecord | null {
  const row = sql.row(`SELECT ${columns} FROM upload WHERE id = ?`, id);
  return row ? uploadOf(row) : null;
}

/** Newest first. */
export function readUploads(sql: Sql, county: CountyCode): UploadRecord[] {
  return sql.rows(`SELECT ${columns} FROM upload WHERE county = ? ORDER BY recorded_at DESC, id DESC`, county).map(uploadOf);
}

/** How many uploads still need the bytes of this hash. */
export function uploadsOfFile(sql: Sql, sha256: string): number {
  return integer(sql.row(`SELECT COUNT(*) FROM upload WHERE sha256 = ? AND status <> 'discarded'`, sha256)?.[0]);
}
