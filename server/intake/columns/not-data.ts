// Tells rows of data from what clerks write around them: totals, signatures, repeated headers, rows of units or column numbers.
import { foldHeader } from './field.ts';
import { isUnitText } from './units.ts';

const total = /^(.{0,14})?(合计|总计|小计|累计|共计|总和|合计数|平均值?|total|subtotal|sum)[:：]?$/i;
const signature =
  /^(填表|填报|制表|编制|审核|审批|复核|负责人|单位负责|统计负责|分管|主管|经办|联系人|联系电话|电话|报送|报出|盖章|单位盖章|公章|\(?盖章|签字|签章|日期[:：]|备注[:：]|注[:：\d]|说明[:：]|附注|以上数据|数据来源|资料来源)/;
/** How firms' names end: 编制工艺品厂 signs nothing. */
const firmName = /(公司|厂|社|店|中心|企业|分公司|工坊|作坊|经营部|加工点)$/;
const dayOnly = /^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/;
const numbering = new Set(['甲', '乙', '丙', '丁', '戊', '己']);

export interface RowAround {
  /** Header cells, folded. */
  readonly header: readonly string[];
  /** Columns that identify a record; a code in one of them makes the row data whatever else it says. */
  readonly keyColumns: readonly number[];
}

/** Why a row is not data; null when it is (or may be). `first`: it stands right below the header. */
export function notDataReason(texts: readonly (string | null)[], around: RowAround, first: boolean): string | null {
  const filled = texts.filter((text) => text !== null);
  if (filled.length === 0) return null;
  if (around.keyColumns.some((column) => /^[0-9A-Z]{9,}$/i.test((texts[column] ?? '').normalize('NFKC').replaceAll(' ', '')))) return null;
  const opening = filled.slice(0, 4).map((text) => text.normalize('NFKC').replaceAll(/\s/g, ''));
  if (opening.some((text) => total.test(text))) return '合计行';
  if (
    (signature.test(opening[0]!) && !firmName.test(opening[0]!)) ||
    (filled.length === 1 && (dayOnly.test(opening[0]!) || signature.test(opening[0]!)))
  )
    return '签章或说明行';
  if (repeatsHeader(texts, around.header)) return '重复的表头';
  if (!first) return null;
  if (filled.every((text) => isUnitText(text) || /^(计量)?单位$/.test(text)) && filled.some((text) => isUnitText(text))) return '单位行';
  return isNumbering(filled) ? '栏次行' : null;
}

function repeatsHeader(texts: readonly (string | null)[], header: readonly string[]): boolean {
  const named = header.filter((name) => name !== '').length;
  const same = texts.filter(
    (text, index) => text !== null && header[index] !== undefined && header[index] !== '' && foldHeader(text) === header[index],
  ).length;
  return named >= 2 && same === named;
}

/** 甲 乙 1 2 3: the numbers of the columns in statistical tables. */
function isNumbering(filled: readonly string[]): boolean {
  if (filled.length < 3) return false;
  let expected = 1;
  for (const text of filled) {
    if (numbering.has(text.trim())) continue;
    if (text.trim().replaceAll(/[()]/g, '') !== String(expected)) return false;
    expected += 1;
  }
  return true;
}
