// Checks that need all parcels of the file together: place, slivers, overlaps, order of dates.
import { metresPerDegree } from '#domain/land/area.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { MICRO_MU_PER_MU, MICRO_MU_PER_SQUARE_METRE } from '#domain/units.ts';
import { placement } from '../check/location.ts';
import { overlappingPairs } from '../check/overlaps.ts';
import type { Finding } from '../report.ts';
import type { Job } from './subject-intake.ts';

/** A strip on average narrower than this is a gap between two surveys, not a plot. */
const sliverMetres = 1;

export function checkParcels(parcels: readonly Parcel[], job: Job): void {
  checkPlaces(parcels, job);
  for (const parcel of parcels) {
    checkSliver(parcel, job);
    checkDates(parcel, job);
  }
  checkOverlaps(parcels, job);
}

function find(
  job: Job,
  parcel: Parcel,
  finding: Pick<Finding, 'kind' | 'severity' | 'message'> & { readonly value?: string | null },
): void {
  job.report.add({ ...finding, sheet: parcel.source.sheet, row: parcel.source.row, subject: parcel.code });
}

function checkPlaces(parcels: readonly Parcel[], job: Job): void {
  const { outside, allOutside } = placement(
    parcels.map((parcel) => parcel.shape),
    job.input.context.bounds,
  );
  // All of them: that was said of the file as a whole.
  if (allOutside) return;
  for (const [index, metres] of outside) {
    find(job, parcels[index]!, {
      kind: 'geometry-outside-county',
      severity: 'warning',
      value: `${(metres / 1000).toFixed(1)} 公里`,
      message: `图形在县域之外，距本文件多数宗地 ${(metres / 1000).toFixed(1)} 公里，已按原样保留；请核对坐标。`,
    });
  }
}

function checkSliver(parcel: Parcel, job: Job): void {
  if (!parcel.shape || parcel.measuredArea === null) return;
  const squareMetres = parcel.measuredArea / MICRO_MU_PER_SQUARE_METRE;
  const width = (2 * squareMetres) / perimeterMetres(parcel.shape);
  if (width >= sliverMetres) return;
  find(job, parcel, {
    kind: 'geometry-sliver',
    severity: 'warning',
    value: `${squareMetres.toFixed(2)} 平方米`,
    message: `图形狭长，平均宽约 ${width.toFixed(2)} 米，可能是接边缝隙而不是宗地，已保留；请核对。`,
  });
}

function perimeterMetres(shape: MultiPolygon): number {
  let metres = 0;
  for (const ring of shape.flat()) {
    const scale = metresPerDegree(ring[0]![1]);
    for (let index = 0; index + 1 < ring.length; index += 1) {
      const [from, to] = [ring[index]!, ring[index + 1]!];
      metres += Math.hypot((to[0] - from[0]) * scale.east, (to[1] - from[1]) * scale.north);
    }
  }
  return metres;
}

function checkDates(parcel: Parcel, job: Job): void {
  if (parcel.agreedStart && parcel.agreedCompletion && parcel.agreedStart > parcel.agreedCompletion) {
    find(job, parcel, {
      kind: 'date-order',
      severity: 'warning',
      value: `${parcel.agreedStart} > ${parcel.agreedCompletion}`,
      message: '约定开工晚于约定竣工，均按原样保留；请核对。',
    });
  }
}

/** Against each other and against parcels on record that the file does not replace. */
function checkOverlaps(parcels: readonly Parcel[], job: Job): void {
  const own = new Set(parcels.map((parcel) => parcel.code));
  const recorded = job.input.context.parcels.filter((parcel) => parcel.shape !== null && !own.has(parcel.code));
  const shapes = [...recorded.map((parcel) => parcel.shape), ...parcels.map((parcel) => parcel.shape)];
  for (const { first, second, area } of overlappingPairs(shapes, recorded.length)) {
    const parcel = parcels[second - recorded.length]!;
    const other =
      first < recorded.length
        ? { code: recorded[first]!.code, where: '在册宗地' }
        : { code: parcels[first - recorded.length]!.code, where: `第 ${parcels[first - recorded.length]!.source.row} 行` };
    const shown = `${(area / MICRO_MU_PER_MU).toFixed(4)} 亩（${(area / MICRO_MU_PER_SQUARE_METRE).toFixed(2)} 平方米）`;
    find(job, parcel, {
      kind: 'geometry-overlap',
      severity: 'warning',
      value: `${other.code} ${area} µmu`,
      message: `与${other.where} ${other.code} 的图形重叠 ${shown}，两宗都已保留；请核对界址。`,
    });
  }
}
