// Puts all tables of a file on the map, or refuses the file when that cannot be done safely.
import type { Bounds } from '#domain/land/geometry.ts';
import type { DataTable } from '../columns/data-table.ts';
import { farFromCounty } from '../check/location.ts';
import type { IntakeInput } from '../intake.ts';
import type { Report } from '../report.ts';
import type { PlacedTable } from '../subjects/subject-intake.ts';
import { examine } from '../repair/examine.ts';
import { placeShapes } from './place-table.ts';
import { resolveCrs, withResolvedCrs } from './resolve-crs.ts';

/** Null when a table's coordinate system cannot be established: then nothing of the file is taken. */
export async function placeTables(
  tables: readonly DataTable[],
  drawn: boolean,
  input: IntakeInput,
  report: Report,
): Promise<PlacedTable[] | null> {
  const placed: PlacedTable[] = [];
  const region = input.context.bounds ?? input.context.region ?? null;
  const override = drawn && input.crs !== undefined ? await resolveCrs(input.crs) : undefined;
  for (const data of tables) {
    if (!drawn) {
      placed.push({ data, crs: null, foreign: false, shapes: [] });
      continue;
    }
    const shapes = placeShapes(await withResolvedCrs(data), override, region);
    if (!shapes.ok) {
      report.refuse(shapes.error, data.sheet);
      return null;
    }
    for (const note of shapes.value.notes) report.note(note);
    placed.push({ data, crs: shapes.value.crs, foreign: shapes.value.foreign, shapes: await examine(shapes.value.shapes) });
  }
  return isElsewhere(placed, input, region, report) ? null : placed;
}

/** True (and refused): most of the file lies nowhere near the county. */
function isElsewhere(tables: readonly PlacedTable[], input: IntakeInput, region: Bounds | null, report: Report): boolean {
  function* shapes() {
    for (const table of tables) for (const built of table.shapes) yield built?.shape ?? null;
  }
  if (input.foreign) return false;
  const { far, known } = farFromCounty(shapes(), region);
  if (far * 2 <= known) return false;
  const where = input.context.bounds ? '本县' : '本省';
  const share = far === known ? '全部图形' : `${known} 个图形中有 ${far} 个`;
  const sample = [...shapes()].find((shape) => shape !== null)?.[0]?.[0]?.[0];
  const value = sample ? { value: sample.map((number) => number.toFixed(5)).join(', ') } : {};
  if (tables.every((table) => table.foreign || table.shapes.length === 0)) {
    // A projection of its own region that is used there is no mistake about coordinates; whoever loads it here knows why.
    const message = `${share}按文件自带的坐标系落在别的地区，不在${where}范围之内，已按原样保留；请确认没有传错县。`;
    report.add({ kind: 'geometry-outside-county', severity: 'warning', message, ...value });
    return false;
  }
  const message = `${share}落在${where}范围之外（20 公里以上），多半是坐标系或分带不对，也可能传错了县，文件未导入；请核对后指定坐标系（--crs）。`;
  report.refuse({ kind: 'crs-conflict', message, ...value });
  return true;
}
