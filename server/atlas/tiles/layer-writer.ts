// One layer of a vector tile (MVT 2.1) as bytes: features with ids, attributes by shared tables, geometry as command integers.
import { PbfWriter } from 'pbf';

/** Units across a tile. */
export const EXTENT = 4096;

export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;
export type GeometryType = typeof POINT | typeof LINE | typeof POLYGON;

export type AttributeValue = string | number | boolean;

export interface LayerWriter {
  /** Adds a feature. `attributes` with null values are left out: unknown is not sent as anything. */
  add(id: number, type: GeometryType, geometry: readonly number[], attributes: Readonly<Record<string, AttributeValue | null>>): void;
  readonly count: number;
  /** Appends the layer to a tile; a layer without features appends nothing. */
  finish(tile: PbfWriter): void;
}

function writeValue(value: AttributeValue, pbf: PbfWriter): void {
  if (typeof value === 'string') {
    pbf.writeTag(1, 2);
    pbf.writeString(value);
  } else if (typeof value === 'boolean') {
    pbf.writeTag(7, 0);
    pbf.writeBoolean(value);
  } else if (Number.isSafeInteger(value) && value >= 0) {
    pbf.writeTag(5, 0);
    pbf.writeVarint(value);
  } else {
    pbf.writeTag(3, 1);
    pbf.writeDouble(value);
  }
}

/** An empty layer of the given name. */
export function createLayer(name: string): LayerWriter {
  const features = new PbfWriter();
  const keys = new Map<string, number>();
  const values = new Map<AttributeValue, number>();
  let count = 0;
  const place = <K>(table: Map<K, number>, entry: K): number => {
    const known = table.get(entry);
    if (known !== undefined) return known;
    table.set(entry, table.size);
    return table.size - 1;
  };
  const writeFeature = (
    { id, type, tags, geometry }: { id: number; type: GeometryType; tags: number[]; geometry: readonly number[] },
    pbf: PbfWriter,
  ): void => {
    pbf.writeTag(1, 0);
    pbf.writeVarint(id);
    pbf.writePackedVarint(2, tags);
    pbf.writeTag(3, 0);
    pbf.writeVarint(type);
    pbf.writePackedVarint(4, geometry as number[]);
  };
  return {
    add(id, type, geometry, attributes) {
      const tags: number[] = [];
      for (const key in attributes) {
        const value = attributes[key];
        if (value !== null && value !== undefined) tags.push(place(keys, key), place(values, value));
      }
      features.writeMessage(2, writeFeature, { id, type, tags, geometry });
      count += 1;
    },
    get count() {
      return count;
    },
    finish(tile) {
      if (count === 0) return;
      const bytes = features.finish();
      tile.writeMessage(
        3,
        (_, pbf) => {
          pbf.writeTag(15, 0);
          pbf.writeVarint(2);
          pbf.writeTag(1, 2);
          pbf.writeString(name);
          pbf.realloc(bytes.length);
          pbf.buf.set(bytes, pbf.pos);
          pbf.pos += bytes.length;
          for (const key of keys.keys()) {
            pbf.writeTag(3, 2);
            pbf.writeString(key);
          }
          for (const value of values.keys()) pbf.writeMessage(4, writeValue, value);
          pbf.writeTag(5, 0);
          pbf.writeVarint(EXTENT);
        },
        null,
      );
    },
  };
}
