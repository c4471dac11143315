// One sheet of an .xlsx as its XML arrives: rows of cells, merged ranges, and what had to be left out.
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Cell, MergedCells, RawRow, ReadNote } from './raw-table.ts';
import { numberCell } from './spreadsheet-number.ts';
import type { CellFormats } from './xlsx-formats.ts';
import { withoutEscapes } from './xlsx-strings.ts';
import { attribute, type XmlHandler } from './xml.ts';

/** Shorter texts may stand in every cell of the largest table. */
const longText = 200;

export class SheetReader implements XmlHandler {
  readonly rows: RawRow[] = [];
  readonly merged: MergedCells[] = [];
  fault: { readonly ok: false; readonly error: Refusal } | null = null;
  readonly #name: string;
  readonly #formats: CellFormats;
  readonly #strings: readonly string[];
  readonly #shifted: boolean;
  #row = 0;
  #cells: Cell[] = [];
  #filled = false;
  #column = -1;
  #type = '';
  #style = -1;
  #value: string | null = null;
  #formula: string | null = null;
  #collect: 'value' | 'formula' | null = null;
  #aside = false;
  #tooFar = 0;
  /** Characters of long shared texts, each as often as a cell names it. */
  #expanded = 0;

  constructor(name: string, formats: CellFormats, strings: readonly string[], shifted: boolean) {
    this.#name = name;
    this.#formats = formats;
    this.#strings = strings;
    this.#shifted = shifted;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'c':
        this.#openCell(attributes);
        break;
      case 'v':
      case 't':
        if (!this.#aside) this.#collect = 'value';
        this.#value ??= '';
        break;
      case 'f':
        this.#collect = 'formula';
        this.#formula = '';
        break;
      case 'rPh':
        this.#aside = true;
        break;
      case 'row':
        this.#row = Number(attribute(attributes, 'r') ?? this.#row + 1) || this.#row + 1;
        this.#cells = [];
        this.#filled = false;
        this.#column = -1;
        break;
      case 'mergeCell':
        this.#merge(attribute(attributes, 'ref') ?? '');
        break;
    }
  }

  text(text: string): void {
    if (this.#collect === 'value') this.#value = (this.#value ?? '') + text;
    else if (this.#collect === 'formula') this.#formula = (this.#formula ?? '') + text;
  }

  close(name: string): void {
    switch (name) {
      case 'c':
        this.#closeCell();
        break;
      case 'v':
      case 't':
      case 'f':
        this.#collect = null;
        break;
      case 'rPh':
        this.#aside = false;
        break;
      case 'row':
        if (!this.#filled) break;
        if (this.rows.length >= limits.rows)
          this.fault ??= refuse('limit-exceeded', `工作表“${this.#name}”行数过多${limitHint('rows')}，文件未导入；请分成几个文件。`);
        else this.rows.push({ row: this.#row, cells: this.#cells });
        break;
    }
  }

  notes(): ReadNote[] {
    return this.#tooFar === 0
      ? []
      : [
          {
            kind: 'limit-exceeded',
            severity: 'warning',
            sheet: this.#name,
            value: `${this.#tooFar} 格`,
            message: `第 ${limits.columns} 列以后还有 ${this.#tooFar} 个单元格${limitHint('columns')}，未读取；请核对表格是否写到了很远的列。`,
          },
        ];
  }

  #openCell(attributes: string): void {
    const place = attribute(attributes, 'r');
    this.#column = place === undefined ? this.#column + 1 : columnOf(place);
    this.#type = attribute(attributes, 't') ?? 'n';
    this.#style = Number(attribute(attributes, 's') ?? -1);
    this.#value = null;
    this.#formula = null;
  }

  #closeCell(): void {
    const value = this.#cell();
    if (value === null || value === '') return;
    if (this.#column >= limits.columns) {
      this.#tooFar += 1;
      return;
    }
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = value;
    this.#filled = true;
  }

  #cell(): Cell {
    const text = this.#value;
    if (text === null || (text === '' && this.#type !== 'inlineStr' && this.#type !== 'str'))
      return this.#formula === null || this.#formula === '' ? null : `=${this.#formula}`;
    switch (this.#type) {
      case 's': {
        const shared = this.#strings[Number(text)];
        if (shared === undefined)
          this.fault ??= refuse('file-unreadable', `工作表“${this.#name}”第 ${this.#row} 行引用的文字不存在，工作簿损坏，未导入。`);
        else if (shared.length > longText && (this.#expanded += shared.length) > limits.textCharacters)
          this.fault ??= refuse(
            'file-unsafe',
            `工作表“${this.#name}”把很长的文字重复引用了许多次（疑似炸弹）${limitHint('textCharacters')}，文件未导入；请重新导出。`,
          );
        return shared ?? null;
      }
      case 'str':
      case 'inlineStr':
        return withoutEscapes(text);
      case 'b':
        return text.trim() === '1' || text.trim() === 'true';
      case 'e':
        return text.trim();
      case 'd':
        return text.trim().slice(0, 10);
      default: {
        const number = Number(text);
        return Number.isFinite(number) ? numberCell(number, this.#formats[this.#style] ?? 'plain', this.#shifted) : text;
      }
    }
  }

  #merge(range: string): void {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,9}):\$?([A-Z]{1,3})\$?(\d{1,9})$/.exec(range);
    if (match && this.merged.length < 200_000)
      this.merged.push({ column: columnOf(match[1]!), toColumn: columnOf(match[3]!), fromRow: Number(match[2]), toRow: Number(match[4]) });
  }
}

/** Column of a place like BC12, from 0. */
function columnOf(place: string): number {
  let column = 0;
  for (let index = 0; index < place.length; index += 1) {
    const letter = place.charCodeAt(index) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
