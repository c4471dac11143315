// Which items' boxes meet a box: a packed R-tree over the shapes that are drawn.
import Flatbush from 'flatbush';
import { isDrawn, type ShapeColumns } from './shapes.ts';

export interface SpatialIndex {
  /** Items whose box touches the box (integer mercator units), ascending: the order of the columns. */
  search(west: number, north: number, east: number, south: number): number[];
}

/** An index of the drawn items. */
export function buildSpatialIndex(shapes: ShapeColumns): SpatialIndex {
  const items: number[] = [];
  for (let item = 0; item < shapes.size; item += 1) if (isDrawn(shapes, item)) items.push(item);
  if (items.length === 0) return { search: () => [] };
  const tree = new Flatbush(items.length, 16, Uint32Array);
  for (const item of items)
    tree.add(shapes.boxes[item * 4]!, shapes.boxes[item * 4 + 1]!, shapes.boxes[item * 4 + 2], shapes.boxes[item * 4 + 3]);
  tree.finish();
  return {
    search: (west, north, east, south) =>
      tree
        .search(west, north, east, south)
        .map((entry) => items[entry]!)
        .sort((left, right) => left - right),
  };
}
