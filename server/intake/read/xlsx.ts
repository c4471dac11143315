// Reads .xlsx and .xlsm part by part as they unpack, so that a sheet of a million rows never stands in memory as one text.
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { provesSizes, type ArchiveEntry } from './archive.ts';
import { feed } from './archive-xml.ts';
import { plainTable, type RawTable, type ReadFile, type ReadNote } from './raw-table.ts';
import { readWorkbook } from './workbook.ts';
import { formatsOf, type CellFormats } from './xlsx-formats.ts';
import { SheetReader } from './xlsx-sheet.ts';
import { StringsReader } from './xlsx-strings.ts';
import { attribute, type XmlHandler } from './xml.ts';

interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ArchiveEntry;
}

export async function readXlsx(bytes: Uint8Array, entries: readonly ArchiveEntry[]): Promise<Result<ReadFile, Refusal>> {
  const part = (name: string) => entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
  if (part('xl/workbook.bin')) return binaryWorkbook(bytes, entries);
  const workbook = part('xl/workbook.xml');
  if (!workbook) return broken('没有 xl/workbook.xml');
  const book = await readBook(workbook, part('xl/_rels/workbook.xml.rels'), part);
  if (!book.ok) return book;
  const formats = await formatsOf(part('xl/styles.xml'));
  if (!formats.ok) return formats;
  const strings = new StringsReader();
  const shared = part('xl/sharedStrings.xml');
  if (shared) {
    const read = await feed(shared, strings);
    if (!read.ok) return read;
  }
  return sheetsOf(book.value, formats.value, strings.values, ignored(entries));
}

function broken(reason: string): { readonly ok: false; readonly error: Refusal } {
  return refuse('file-unreadable', `工作簿损坏或不完整（${reason}），未导入；请用 Excel 或 WPS 打开确认后另存再传。`);
}

async function binaryWorkbook(bytes: Uint8Array, entries: readonly ArchiveEntry[]): Promise<Result<ReadFile, Refusal>> {
  const proof = await provesSizes(entries);
  if (!proof.ok) return proof;
  const book = readWorkbook(bytes);
  return book.ok
    ? ok({ format: 'xlsx', encoding: null, tables: book.value.tables, notes: [...book.value.notes, ...ignored(entries)] })
    : book;
}

/** What a workbook may carry beside its cells: none of it is run or followed, and that is said. */
function ignored(entries: readonly ArchiveEntry[]): ReadNote[] {
  const has = (pattern: RegExp) => entries.some((entry) => pattern.test(entry.name));
  const kinds = [
    [has(/vbaProject\.bin$/i), '宏'],
    [has(/^xl\/externalLinks\//i), '外部链接'],
    [has(/^xl\/(connections\.xml|queryTables\/)/i), '数据连接'],
    [has(/^xl\/(embeddings|activeX|ctrlProps)\//i), '嵌入对象'],
  ] as const;
  const found = kinds.flatMap(([present, name]) => (present ? [name] : []));
  return found.length === 0
    ? []
    : [
        {
          kind: 'content-ignored',
          severity: 'info',
          value: found.join('、'),
          message: `工作簿带有${found.join('、')}，未执行、未访问，只读取了单元格里保存的值。`,
        },
      ];
}

class BookReader implements XmlHandler {
  readonly sheets: { readonly name: string; readonly relation: string; readonly hidden: boolean }[] = [];
  shifted = false;

  open(name: string, attributes: string): void {
    if (name === 'sheet')
      this.sheets.push({
        name: attribute(attributes, 'name') ?? '',
        relation: attribute(attributes, 'id') ?? '',
        hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
      });
    if (name === 'workbookPr') this.shifted = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
  }
  text(): void {}
  close(): void {}
}

class RelationReader implements XmlHandler {
  readonly targets = new Map<string, string>();

  open(name: string, attributes: string): void {
    const [id, target] = [attribute(attributes, 'Id'), attribute(attributes, 'Target')];
    if (name === 'Relationship' && id !== undefined && target !== undefined && attribute(attributes, 'TargetMode') !== 'External')
      this.targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`.replace('xl/../', ''));
  }
  text(): void {}
  close(): void {}
}

async function readBook(
  workbook: ArchiveEntry,
  relations: ArchiveEntry | undefined,
  part: (name: string) => ArchiveEntry | undefined,
): Promise<Result<{ readonly sheets: readonly SheetPart[]; readonly shifted: boolean }, Refusal>> {
  const book = new BookReader();
  const read = await feed(workbook, book);
  if (!read.ok) return read;
  const related = new RelationReader();
  if (relations) {
    const known = await feed(relations, related);
    if (!known.ok) return known;
  }
  const sheets: SheetPart[] = [];
  for (const [index, { name, relation, hidden }] of book.sheets.entries()) {
    const target = related.targets.get(relation) ?? `xl/worksheets/sheet${index + 1}.xml`;
    if (/chartsheets|dialogsheets|macrosheets/i.test(target)) continue;
    const entry = part(target);
    if (!entry) return broken(`缺少工作表“${name.slice(0, 40)}”`);
    sheets.push({ name, hidden, entry });
  }
  return sheets.length > 0 ? ok({ sheets, shifted: book.shifted }) : broken('没有工作表');
}

async function sheetsOf(
  book: { readonly sheets: readonly SheetPart[]; readonly shifted: boolean },
  formats: CellFormats,
  strings: readonly string[],
  notes: readonly ReadNote[],
): Promise<Result<ReadFile, Refusal>> {
  const tables: RawTable[] = [];
  const told: ReadNote[] = [...notes];
  for (const { name, hidden, entry } of book.sheets) {
    const sheet = new SheetReader(name, formats, strings, book.shifted);
    const read = await feed(entry, sheet);
    if (!read.ok) return { ok: false, error: { ...read.error, value: name.slice(0, 100) } };
    if (sheet.fault) return sheet.fault;
    if (hidden) {
      if (sheet.rows.length > 0)
        told.push({
          kind: 'sheet-skipped',
          severity: 'warning',
          sheet: name,
          message: `工作表“${name}”是隐藏的，未读取；如有数据请取消隐藏后再传。`,
        });
      continue;
    }
    told.push(...sheet.notes());
    tables.push({ ...plainTable(name, sheet.rows), merged: sheet.merged });
  }
  return ok({ format: 'xlsx', encoding: null, tables, notes: told });
}
