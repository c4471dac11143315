// Reads credit codes and parcel codes of a row, and what stands in for a credit code where a firm has none.
import { foldName } from '#domain/firms/names.ts';
import { normaliseUscc, usccFault } from '#domain/firms/uscc.ts';
import { parseParcelCode } from '#domain/land/codes.ts';
import { keyInForm } from '../keys.ts';
import type { RowReader } from '../row-reader.ts';

/** Placeholders people type to get past a required field. */
function isPlaceholder(code: string): boolean {
  return code === '' || code === '无' || /^(.)\1*$/.test(code);
}

/**
 * Credit code as given (trimmed, half-width, upper-case). A wrong check digit or length is reported and kept: the code is still what the
 * bureau knows the firm by. Null when the cell is blank.
 */
export function usccColumn(reader: RowReader, field: string): string | null {
  const text = reader.text(field);
  if (reader.foreignKeys !== null) return text === null ? null : keyInForm(text, reader.foreignKeys);
  const code = text === null ? '' : normaliseUscc(text);
  if (isPlaceholder(code)) return null;
  if (/^\d+(\.\d+)?E\+?\d+$/.test(code) || (/^\d{18}$/.test(code) && typeof reader.cell(field) === 'number')) {
    reader.report(
      'value-invalid',
      'warning',
      field,
      text,
      '信用代码被表格程序当成了数字，末几位已丢失，按未填处理；请把该列改为文本格式后重填。',
    );
    return null;
  }
  const fault = usccFault(code);
  if (fault === 'check-digit')
    reader.report('uscc-check-digit', 'warning', field, text, `统一社会信用代码 ${code} 的校验位不符，已按原样保留；请核对是否录错。`);
  else if (fault)
    reader.report('value-invalid', 'warning', field, text, `“${code.slice(0, 40)}”不是18位统一社会信用代码，已按原样保留；请核对。`);
  return code;
}

/** Key of a firm that has a name but no credit code (workshops, slips of the pen); its name is folded so that spacing does not split it. */
export function nameKey(name: string): string {
  return `name:${foldName(name)}`;
}

/** Code and name of the firm a row is about; null (reported as an error) when it has neither. */
export function firmOfRow(reader: RowReader): { readonly uscc: string; readonly name: string | null } | null {
  const name = reader.text('name');
  const code = usccColumn(reader, 'uscc');
  if (code !== null) return { uscc: code, name };
  if (name === null) {
    reader.report(
      'value-missing',
      'error',
      reader.has('uscc') ? 'uscc' : 'name',
      null,
      '既没有统一社会信用代码也没有企业名称，无法认定是哪家企业，本行未导入；请补充。',
    );
    return null;
  }
  reader.report(
    'value-missing',
    'warning',
    reader.has('uscc') ? 'uscc' : 'name',
    name,
    '没有统一社会信用代码，暂以企业名称为标识；请补充代码。',
  );
  return { uscc: nameKey(name), name };
}

/** Parcel code, trimmed, half-width and upper-case; null when blank. */
export function parcelCodeColumn(reader: RowReader, field: string): string | null {
  const text = reader.text(field);
  if (text === null) return null;
  if (reader.foreignKeys !== null) return keyInForm(text, reader.foreignKeys);
  const code = plainCode(text);
  return code === '' ? null : code;
}

/** A parcel code however it is spaced and in whatever width it is written. */
export function plainCode(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}

/** Checks a file's parcel codes as a whole: a register with codes of its own is one remark, a slip in one row is that row's. */
export function reportParcelCode(reader: RowReader, code: string, county: string, foreignRegister: boolean): void {
  if (foreignRegister) return;
  const parts = parseParcelCode(code);
  if (!parts)
    reader.report('parcel-code-invalid', 'warning', 'code', code, `宗地代码“${code.slice(0, 40)}”不是19位标准格式，已按原样保留；请核对。`);
  else if (parts.county !== county)
    reader.report(
      'county-mismatch',
      'warning',
      'code',
      code,
      `宗地代码属于 ${parts.county}，不是本县 ${county}，已按原样保留；请核对是否传错县。`,
    );
}
