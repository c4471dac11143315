// Finds the township a row means: by code, by name, or by a name inside an address. Never by the digits of a parcel code.
import { parseTownshipCode, type TownshipCode } from '#domain/land/codes.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { innerPoint } from '#domain/land/inside.ts';
import type { TownshipPlaces } from '../check/township-places.ts';
import type { IntakeContext } from '../intake.ts';
import type { RowReader } from '../row-reader.ts';

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');

/** Township by what a cell says: a nine- or twelve-digit code, a three-digit suffix, or its name (with or without 县 in front). */
export function townshipBy(text: string, context: IntakeContext): TownshipCode | null {
  const word = plain(text);
  const code = /^\d{12}$/.test(word) && word.endsWith('000') ? word.slice(0, 9) : /^\d{3}$/.test(word) ? `${context.county}${word}` : word;
  const byCode = context.townships.find((township) => township.code === code);
  if (byCode) return byCode.code;
  const byName = context.townships.find((township) => plain(township.name) === word);
  return byName?.code ?? townshipInside(word, context);
}

/** Township whose full name stands in an address; the longest one, then the one that comes first. */
export function townshipInside(address: string, context: IntakeContext): TownshipCode | null {
  const text = plain(address);
  let best: { readonly code: TownshipCode; readonly length: number; readonly at: number } | null = null;
  for (const township of context.townships) {
    const name = plain(township.name);
    const at = name === '' ? -1 : text.indexOf(name);
    if (at < 0) continue;
    if (!best || name.length > best.length || (name.length === best.length && at < best.at))
      best = { code: township.code, length: name.length, at };
  }
  return best?.code ?? null;
}

/** Township of a row from its township column; a code of this county is taken even before the list of townships is known. */
export function townshipColumn(reader: RowReader, context: IntakeContext): TownshipCode | null {
  const text = reader.text('township');
  if (text === null) return null;
  const found = townshipBy(text, context);
  if (found) return found;
  const code = parseTownshipCode(plain(text).replace(/000$/, (zeros) => (plain(text).length === 12 ? '' : zeros)));
  if (code?.startsWith(context.county) && context.townships.length === 0) return code;
  reader.report('township-unknown', 'warning', 'township', text, `“${text.slice(0, 40)}”不在本县乡镇名单内，乡镇按未知处理；请核对名称。`);
  return null;
}

/** Block of a row by code or name; a name that is not on record is kept as written. */
export function blockColumn(reader: RowReader, context: IntakeContext): string | null {
  const text = reader.text('block');
  if (text === null) return null;
  return context.blocks.find((block) => block.code === text || plain(block.name) === plain(text))?.code ?? text;
}

/** Township of a parcel by where it is drawn when nothing states one; what is stated stays, and a drawing elsewhere is pointed out. */
export function placedTownship(
  reader: RowReader,
  stated: TownshipCode | null,
  shape: MultiPolygon | null,
  places: TownshipPlaces | null,
): TownshipCode | null {
  if (!shape || !places || (stated !== null && !places.knows(stated))) return stated;
  const point = innerPoint(shape);
  const found = point && places.at(point);
  if (stated === null) {
    if (found)
      reader.report('value-assumed', 'info', reader.has('township') ? 'township' : null, found, '没有填乡镇，按图形所在位置认定；请核对。');
    return found;
  }
  if (found && found !== stated)
    reader.report(
      'township-mismatch',
      'warning',
      reader.has('township') ? 'township' : null,
      `${stated} / ${found}`,
      `所填乡镇是 ${stated}，图形却在 ${found}，已按所填保留；请核对乡镇或坐标。`,
    );
  return stated;
}
