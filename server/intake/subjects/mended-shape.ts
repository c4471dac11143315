// The drawing that goes into the record: as it was sent, or mended when that was asked for; either way both are kept.
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { MICRO_MU_PER_MU, type MicroMu } from '#domain/units.ts';
import type { Examined } from '../repair/examine.ts';
import type { RowReader } from '../row-reader.ts';
import type { Job } from './subject-intake.ts';

const mu = (area: MicroMu): string => (area / MICRO_MU_PER_MU).toFixed(4);

export function mendedShape(
  built: Examined,
  drawn: MultiPolygon,
  reader: RowReader,
  { job, code }: { readonly job: Job; readonly code: string },
): MultiPolygon {
  const { proposal, crossing } = built;
  const applied = proposal !== null && (job.input.repair ?? false);
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
  if (applied)
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
