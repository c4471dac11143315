// Workbooks whose totals are live formulas, with the value that they had when they were written; one bold first row per sheet.
import { contentTypes, relationships, xml, zippedXml } from './zipped-xml.ts';

/** A cell: text, number, nothing (not known), or a formula with its present value. */
export type FormulaCell = string | number | null | { readonly formula: string; readonly value: number | string };

export interface FormulaSheet {
  readonly name: string;
  /** Column widths in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly FormulaCell[])[];
  /** Rows (from 0) in bold. */
  readonly bold: readonly number[];
  /** First row stays on top while scrolling. */
  readonly frozen?: boolean;
}

/** Letter of a column, from 0; sheets here have fewer than 26. */
export function columnLetter(at: number): string {
  return String.fromCharCode(65 + at);
}

function cellXml(value: FormulaCell, ref: string, style: number): string {
  const look = style === 0 ? '' : ` s="${style}"`;
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${ref}"${look}><v>${value}</v></c>`;
  if (typeof value === 'string') return `<c r="${ref}"${look} t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`;
  const type = typeof value.value === 'string' ? ' t="str"' : '';
  return `<c r="${ref}"${look}${type}><f>${xml(value.formula)}</f><v>${xml(String(value.value))}</v></c>`;
}

function sheetXml({ widths, rows, bold, frozen }: FormulaSheet): string {
  const strong = new Set(bold);
  const data = rows.map((cells, row) => {
    const style = strong.has(row) ? 1 : 0;
    return `<row r="${row + 1}">${cells.map((value, at) => cellXml(value, `${columnLetter(at)}${row + 1}`, style)).join('')}</row>`;
  });
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const pane = frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${data.join('')}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

const styles =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>';

export function formulaWorkbook(sheets: readonly FormulaSheet[]): Uint8Array<ArrayBuffer> {
  const paths = sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`);
  const names = sheets.map(({ name }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return zippedXml({
    '[Content_Types].xml': contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/styles.xml': 'spreadsheetml.styles',
      ...Object.fromEntries(paths.map((path) => [`xl/${path}`, 'spreadsheetml.worksheet'])),
    }),
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relationships([
      ...paths.map((path): readonly [string, string] => ['worksheet', path]),
      ['styles', 'styles.xml'],
    ]),
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.join('')}</sheets><calcPr fullCalcOnLoad="1"/></workbook>`,
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/${paths[at]}`, sheetXml(sheet)])),
  });
}
