// The drawing that goes into the record: as it was sent, or mended when that was asked for; either way both are kept.
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { MICRO_MU_PER_MU, type MicroMu } from '#domain/units.ts';
import type { Examined } from '../repair/examine.ts';
import type { RowReader } from '../row-reader.ts';
import type { Job } from './subject-intake.ts';

const mu = (area: MicroMu): string => (area / MICRO_MU_PER_MU).toFixed(4);

const known = new WeakMap<object, ReadonlyMap<string, MultiPolygon | null>>();

function knownShapes({ input: { context } }: Job): ReadonlyMap<string, MultiPolygon | null> {
  const found = known.get(context) ?? new Map(context.parcels.map((parcel) => [parcel.code, parcel.shape]));
  known.set(context, found);
  return found;
}

/** A millimetre: drawings in the record are kept that fine, or finer. */
const sameDegrees = 1e-8;

function isDrawn(shape: MultiPolygon, held: MultiPolygon | null): boolean {
  if (!held || held.length !== shape.length) return false;
  return shape.every((polygon, at) => {
    const other = held[at]!;
    return (
      other.length === polygon.length &&
      polygon.every(
        (ring, index) =>
          other[index]!.length === ring.length &&
          ring.every(([lon, lat], point) => {
            const [x, y] = other[index]![point]!;
            return Math.abs(lon - x) <= sameDegrees && Math.abs(lat - y) <= sameDegrees;
          }),
      )
    );
  });
}

export function mendedShape(
  built: Examined,
  drawn: MultiPolygon,
  reader: RowReader,
  { job, code }: { readonly job: Job; readonly code: string },
): MultiPolygon {
  const { proposal, crossing } = built;
  // What was taken once is not taken back by the next delivery of the same broken drawing.
  const carried = proposal !== null && isDrawn(proposal.after, knownShapes(job).get(code) ?? null);
  const applied = proposal !== null && (carried || (job.input.repair ?? false));
  if (crossing && !applied) {
    reader.report(
      'geometry-self-crossing',
      'warning',
      null,
      crossing.map((value) => value.toFixed(6)).join(', '),
      '界址线自相交，图形已保留但不修改，图形面积按未知处理；请按实地界址重新绘制。',
    );
  }
  if (!proposal) return drawn;
  const { faults, after, areaBefore, areaAfter } = proposal;
  job.repairs.push({
    parcel: code,
    sheet: reader.sheet,
    row: reader.row.row,
    faults,
    before: drawn,
    after,
    areaBefore,
    areaAfter,
    applied,
  });
  const change = `面积 ${mu(areaBefore)} 亩 → ${mu(areaAfter)} 亩，${after.length} 块`;
  if (carried)
    reader.report('geometry-repaired', 'info', null, change, `与在册图形相同的修复（${change}），沿用此前采用的修复；来件图形另存。`);
  else if (applied)
    reader.report('geometry-repaired', 'warning', null, change, `图形按要求修复（${change}），修复前后的图形都已保存；请按实地核对。`);
  else
    reader.report(
      'geometry-repair-proposed',
      'info',
      null,
      change,
      `可自动修复为不自相交的图形（${change}），未采用；同意请在“图形修复”中采用，或选“按修复后的图形入库”（--repair）重新读取。`,
    );
  return applied ? after : drawn;
}
