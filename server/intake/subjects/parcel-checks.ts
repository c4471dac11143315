// Checks that need all parcels of the file together: place, slivers, overlaps, order of dates.
import { metresPerDegree } from '#domain/land/area.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { MICRO_MU_PER_MU, MICRO_MU_PER_SQUARE_METRE } from '#domain/units.ts';
import { placement } from '../check/location.ts';
import { neighboursOf } from '../check/overlaps.ts';
import { shiftAgainstTownships, shiftBetween } from '../check/shift-suspected.ts';
import { townshipPlaces } from '../check/township-places.ts';
import type { Finding } from '../report.ts';
import type { Job } from './subject-intake.ts';

/** A strip on average narrower than this is a gap between two surveys, not a plot. */
const sliverMetres = 1;

export function checkParcels(parcels: readonly Parcel[], job: Job): void {
  checkPlaces(parcels, job);
  checkShift(parcels, job);
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

/** The same codes elsewhere, all by the same way: coordinates of another kind. */
function checkShift(parcels: readonly Parcel[], job: Job): void {
  const known = new Map(job.input.context.parcels.map((parcel) => [parcel.code, parcel.shape]));
  const shift = known.size > 0 && shiftBetween(parcels.map((parcel) => ({ known: known.get(parcel.code) ?? null, given: parcel.shape })));
  if (!shift) return checkTownshipShift(parcels, job);
  const length = (metres: number): string =>
    shift.otherZone ? `${(Math.abs(metres) / 1000).toFixed(1)} 千米` : `${Math.abs(metres).toFixed(0)} 米`;
  const way = `${length(shift.east)}（${shift.east > 0 ? '东' : '西'}）、${length(shift.north)}（${shift.north > 0 ? '北' : '南'}）`;
  const meaning =
    shift.like === null
      ? shift.otherZone
        ? '这份文件与在册图形必有一份的分带（中央子午线）或坐标系不对，请先核对再入库；在册的不对时请撤销那次导入后重传'
        : '可能用了另一种坐标系或基准'
      : shift.known
        ? `与 ${shift.like} 偏移量一致、方向相反，在册图形可能是 ${shift.like} 偏移坐标`
        : `与 ${shift.like} 偏移量一致，可能是网络地图的偏移坐标；确认后把坐标系指定为 ${shift.like}（--crs ${shift.like}）重新读取即可改正`;
  job.report.add({
    kind: 'crs-shift-suspected',
    severity: 'warning',
    value: `${shift.east.toFixed(1)}, ${shift.north.toFixed(1)} 米`,
    message: `与在册的 ${shift.compared} 宗同代码宗地相比，图形整体偏移 ${way}，${meaning}；已按原样读取、未改正。`,
  });
}

/** Nothing is known of these lots, but of the townships that they are said to lie in. */
function checkTownshipShift(parcels: readonly Parcel[], job: Job): void {
  const found = shiftAgainstTownships(parcels, townshipPlaces(job.input.context.townships));
  if (!found) return;
  job.report.add({
    kind: 'crs-shift-suspected',
    severity: 'warning',
    value: `${found.outside} / ${found.compared} 宗`,
    message: `${found.compared} 宗中有 ${found.outside} 宗的图形不在所属乡镇范围内，扣除 ${found.like} 偏移后只剩 ${found.undone} 宗，可能是网络地图的偏移坐标；已按原样读取、未改正，确认后把坐标系指定为 ${found.like}（--crs ${found.like}）重新读取即可改正。`,
  });
}

/** Against each other and against parcels on record that the file does not replace. */
function checkOverlaps(parcels: readonly Parcel[], job: Job): void {
  const own = new Set(parcels.map((parcel) => parcel.code));
  const recorded = job.input.context.parcels.filter((parcel) => parcel.shape !== null && !own.has(parcel.code));
  const shapes = [...recorded.map((parcel) => parcel.shape), ...parcels.map((parcel) => parcel.shape)];
  const nameOf = (index: number) => {
    const parcel = parcels[index - recorded.length];
    return parcel ? `第 ${parcel.source.row} 行 ${parcel.code}` : `在册宗地 ${recorded[index]!.code}`;
  };
  const codeOf = (index: number) => parcels[index - recorded.length]?.code ?? recorded[index]!.code;
  const { overlaps, duplicates, gaps, stacked, cut } = neighboursOf(shapes, recorded.length);
  if (cut)
    job.report.add({
      kind: 'geometry-overlap',
      severity: 'warning',
      value: `${overlaps.length} 对`,
      message: `图形重叠已有 ${overlaps.length} 对，多半是整层导出有误，其余未再查找；请核对来件后重新导出。`,
    });
  for (const { first, second } of duplicates) {
    find(job, parcels[second - recorded.length]!, {
      kind: 'geometry-duplicate',
      severity: 'warning',
      value: codeOf(first),
      message: `图形与${nameOf(first)} 完全相同，两宗都已保留，同一块地会算两次；请核对是否重复或只是附属单元。`,
    });
  }
  for (const { first, second, area } of overlaps) {
    const shown = `${(area / MICRO_MU_PER_MU).toFixed(4)} 亩（${(area / MICRO_MU_PER_SQUARE_METRE).toFixed(2)} 平方米）`;
    find(job, parcels[second - recorded.length]!, {
      kind: 'geometry-overlap',
      severity: 'warning',
      value: `${codeOf(first)} ${area} µmu`,
      message: `与${nameOf(first)} 的图形重叠 ${shown}，两宗都已保留；请核对界址。`,
    });
  }
  for (const { index, count } of stacked) {
    find(job, parcels[index - recorded.length]!, {
      kind: 'geometry-overlap',
      severity: 'warning',
      value: `${count} 宗`,
      message: `同一位置有 ${count} 宗图形，只列出前 64 对重叠；请核对是否重复导出。`,
    });
  }
  for (const { first, second, width, length } of gaps) {
    find(job, parcels[second - recorded.length]!, {
      kind: 'geometry-gap',
      severity: 'info',
      value: codeOf(first),
      message: `与${nameOf(first)} 之间有宽约 ${width.toFixed(2)} 米、长 ${length.toFixed(1)} 米的缝隙，均按原样保留；如本应相接请核对界址。`,
    });
  }
}
