// Puts notes (批注) on cells of a finished workbook: the writer has none, so the few parts that hold them are added here.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Rows and columns from 0. */
export interface CellNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- XML holds no control characters
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

function commentsXml(notes: readonly CellNote[]): string {
  const list = notes.map(
    ({ row, column, text }) =>
      `<comment ref="${cellName(row, column)}" authorId="0"><text><t xml:space="preserve">${escaped(text)}</t></text></comment>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>亩图</author></authors><commentList>${list.join('')}</commentList></comments>`;
}

function drawingXml(notes: readonly CellNote[]): string {
  const shapes = notes.map(
    ({ row, column }, index) =>
      `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;width:260pt;height:90pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1},15,${row},2,${column + 5},15,${row + 5},2</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`,
  );
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`;
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** `notes`: by sheet, in the order of the workbook. */
export function withNotes(workbook: Uint8Array, notes: readonly (readonly CellNote[])[]): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(workbook);
  const put = (name: string, text: string): void => {
    parts[name] = strToU8(text);
  };
  let types = strFromU8(parts['[Content_Types].xml']!);
  const anywhere = notes.some((list) => list.length > 0);
  if (anywhere && !types.includes('Extension="vml"'))
    types = types.replace(
      /<Types[^>]*>/,
      (head) => `${head}<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`,
    );
  for (const [index, list] of notes.entries()) {
    const sheet = `xl/worksheets/sheet${index + 1}.xml`;
    if (list.length === 0 || !parts[sheet]) continue;
    const number = index + 1;
    put(`xl/comments${number}.xml`, commentsXml(list));
    put(`xl/drawings/notes${number}.vml`, drawingXml(list));
    const rels = `xl/worksheets/_rels/sheet${number}.xml.rels`;
    const links = `<Relationship Id="rIdNotes" Type="${relationships}/comments" Target="../comments${number}.xml"/><Relationship Id="rIdNotesDrawing" Type="${relationships}/vmlDrawing" Target="../drawings/notes${number}.vml"/>`;
    const present = parts[rels]
      ? strFromU8(parts[rels])
      : '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
    put(
      rels,
      present.includes('</Relationships>')
        ? present.replace('</Relationships>', `${links}</Relationships>`)
        : present.replace(/<Relationships([^>]*)\/>/, `<Relationships$1>${links}</Relationships>`),
    );
    const xml = strFromU8(parts[sheet]);
    const named = xml.includes(`xmlns:r=`) ? xml : xml.replace('<worksheet ', `<worksheet xmlns:r="${relationships}" `);
    put(sheet, named.replace('</worksheet>', '<legacyDrawing r:id="rIdNotesDrawing"/></worksheet>'));
    types = types.replace(
      '</Types>',
      `<Override PartName="/xl/comments${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/></Types>`,
    );
  }
  put('[Content_Types].xml', types);
  return new Uint8Array(zipSync(parts));
}
