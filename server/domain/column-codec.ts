// Columns as bytes and back, for the page: the same pure functions on both ends.
//
// Layout: uint32 little-endian length of the header, header as UTF-8 JSON, zero bytes up to a multiple of 8, then the arrays,
// each little-endian and beginning at a multiple of 8. Offsets in the header count from the first byte after that padding.

const arrayTypes = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const;
export type ColumnType = keyof typeof arrayTypes;
export type ColumnArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

export interface ColumnTable {
  readonly version: string;
  readonly scalars: Readonly<Record<string, string | number | boolean | null>>;
  readonly strings: Readonly<Record<string, readonly string[]>>;
  readonly columns: Readonly<Record<string, ColumnArray>>;
}

interface Header {
  readonly version: string;
  readonly scalars: ColumnTable['scalars'];
  readonly strings: ColumnTable['strings'];
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly offset: number; readonly length: number }[];
}

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function typeOf(array: ColumnArray): ColumnType {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Uint16Array) return 'u16';
  return array instanceof Uint32Array ? 'u32' : 'f64';
}

/** Bytes of a table of columns. */
export function encodeColumns(table: ColumnTable): Uint8Array<ArrayBuffer> {
  if (!littleEndian) throw new Error('columns are exchanged little-endian only');
  const places: Header['columns'][number][] = [];
  let offset = 0;
  for (const [name, array] of Object.entries(table.columns)) {
    places.push({ name, type: typeOf(array), offset, length: array.length });
    offset = aligned(offset + array.byteLength);
  }
  const header: Header = { version: table.version, scalars: table.scalars, strings: table.strings, columns: places };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = aligned(4 + text.length);
  const bytes = new Uint8Array(start + offset);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  for (const place of places) {
    const array = table.columns[place.name]!;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + place.offset);
  }
  return bytes;
}

/** The table in the bytes, its arrays being views of them (no copy). Throws on bytes that are none. */
export function decodeColumns(buffer: ArrayBuffer): ColumnTable {
  if (!littleEndian) throw new Error('columns are exchanged little-endian only');
  const length = new DataView(buffer).getUint32(0, true);
  // Parse boundary: our own encoder wrote it.
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Header;
  const start = aligned(4 + length);
  const columns: Record<string, ColumnArray> = {};
  for (const place of header.columns) columns[place.name] = new arrayTypes[place.type](buffer, start + place.offset, place.length);
  return { version: header.version, scalars: header.scalars, strings: header.strings, columns };
}
