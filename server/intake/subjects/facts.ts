// Reads the optional policy facts of a row: left out when unknown, null when known to be absent.
import type { FactScalar, FactValues } from '#domain/policy/facts.ts';
import { FEN_PER_WAN, MICRO_MU_PER_MU, MICRO_MU_PER_SQUARE_METRE, parseDecimal } from '#domain/units.ts';
import { isUnknownWord } from '../cells/cell-text.ts';
import { tags, yesNo } from '../cells/words.ts';
import type { FactField } from '../columns/fact-fields.ts';
import { factPrefix } from '../columns/map-columns.ts';
import { cutText, type RowReader } from '../row-reader.ts';

export function readFacts(reader: RowReader, fields: readonly FactField[]): FactValues {
  const values: Record<string, FactScalar | null> = {};
  for (const fact of fields) {
    const column = `${factPrefix}${fact.fact}`;
    if (fact.type === 'domains') {
      const domains = readDomains(reader, fact, column);
      if (Object.keys(domains).length > 0) values[fact.fact] = domains;
      continue;
    }
    const text = reader.has(column) ? reader.text(column) : null;
    if (text === null || isUnknownWord(text)) continue;
    const value = readFact(reader, fact, column, text);
    if (value !== undefined) values[fact.fact] = value;
  }
  return values;
}

function readDomains(reader: RowReader, fact: FactField, column: string): Record<string, boolean> {
  const domains: Record<string, boolean> = {};
  for (const domain of fact.values ?? []) {
    const field = `${column}.${domain}`;
    const value = reader.has(field) ? reader.word(field, yesNo, '是或否') : null;
    if (value !== null) domains[domain] = value;
  }
  return domains;
}

/** Undefined: not readable, so not known (reported). */
function readFact(reader: RowReader, fact: FactField, column: string, text: string): FactScalar | null | undefined {
  if (fact.type === 'boolean') return reader.word(column, yesNo, '是或否') ?? undefined;
  if (fact.type === 'set') return tags(text);
  if (fact.type === 'date') return text === '无' ? null : (reader.day(column) ?? undefined);
  if (fact.type === 'number') {
    if (text === '无') return null;
    if (fact.quantity === 'land') {
      const area = reader.land(column);
      return area === null ? undefined : area / (fact.floor ? MICRO_MU_PER_SQUARE_METRE : MICRO_MU_PER_MU);
    }
    if (fact.quantity === 'money') {
      const money = reader.money(column);
      return money === null ? undefined : money / FEN_PER_WAN;
    }
    const value = parseDecimal(text.replace(/\s*[%％]$/u, ''));
    if (value) return value.approx;
    reader.report('value-invalid', 'warning', column, text, `“${cutText(text)}”不是可读的数值，按未知处理；请改为数字。`);
    return undefined;
  }
  const word = text.normalize('NFKC').trim();
  if (word === '无') return fact.values?.includes('none') ? 'none' : null;
  if (!fact.values || fact.values.includes(word)) return word;
  reader.report('value-invalid', 'warning', column, text, `“${cutText(text)}”不是可识别的值，按未知处理；应为${fact.values.join('、')}。`);
  return undefined;
}
