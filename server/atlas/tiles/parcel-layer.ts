// The layer `parcels`: every parcel in the tile with the few attributes that a map needs.
import { freedStates, gradeLetters, idleStates, VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';
import { areaOf } from '../shapes.ts';
import type { Snapshot } from '../snapshot.ts';
import { appendPath, cutPolygons, startCommands } from './cut.ts';
import { unitX, unitY, type Frame } from './frame.ts';
import { createLayer, POLYGON, type AttributeValue, type LayerWriter } from './layer-writer.ts';

/** From here on every parcel is drawn with its own outline. */
export const FULL_ZOOM = 12;
/** From here on the tile set has parcels at all. */
export const PARCEL_ZOOM = 11;

/** Below FULL_ZOOM a crowded tile merges what is smaller than this many square units (an 8 × 8 square is about a pixel). */
const SPECK = 64;
const CROWD = 6000;

/** What a tile says of a parcel; null is left out. */
export function parcelAttributes(snapshot: Snapshot, year: YearColumns, index: number): Record<string, AttributeValue | null> {
  const { base } = snapshot;
  const quotient = year.tax[index]! / base.area[index]!;
  const verdict = year.verdict[index]!;
  return {
    code: base.codes[index]!,
    taxPerMuWan: Number.isNaN(quotient) ? null : quotient,
    class: verdict === 0 || verdict === VERDICT_UNKNOWN ? null : year.classes[verdict - 1]!,
    grade: gradeLetters[year.grade[index]!] || null,
    idle: idleStates[year.idle[index]!]!,
    freed: freedStates[year.freed[index]!]!,
  };
}

/** Parcels of the frame. In a crowded tile below FULL_ZOOM small ones are gathered: the area of several is drawn as one square. */
export function parcelLayer(snapshot: Snapshot, year: YearColumns, frame: Frame): LayerWriter {
  const layer = createLayer('parcels');
  const found = snapshot.index.search(...frame.box);
  const merge = frame.zoom < FULL_ZOOM && found.length > CROWD;
  let gathered = 0;
  for (const index of found) {
    const commands = startCommands();
    const size = merge ? areaOf(snapshot.shapes, index) * frame.scale * frame.scale : SPECK;
    if (size < SPECK) {
      gathered += size;
      if (gathered < SPECK) continue;
      gathered -= SPECK;
      const [x, y] = [unitX(frame, snapshot.shapes.boxes[index * 4]!), unitY(frame, snapshot.shapes.boxes[index * 4 + 1]!)].map(
        Math.round,
      ) as [number, number];
      const side = Math.sqrt(SPECK);
      appendPath(commands, [x, y, x + side, y, x + side, y + side, x, y + side], true);
    } else {
      cutPolygons(commands, snapshot.shapes, index, frame);
    }
    if (commands.numbers.length > 0) layer.add(index, POLYGON, commands.numbers, parcelAttributes(snapshot, year, index));
  }
  return layer;
}
