// What people stated for the yearly evaluation: marks on items, and forced grades. Rows are only ever added.
import type { CountyCode } from '#domain/land/codes.ts';
import type { ForcedGrade, Mark } from '#domain/scoring/marks.ts';
import { type Sql, integer, text, textOrNull } from './sql.ts';

/** A county's marks in the order of writing. */
export function readMarks(sql: Sql, county: CountyCode): Mark[] {
  return sql
    .rows('SELECT subject, year, item, holds, basis, actor, recorded_at FROM evaluation_mark WHERE county = ? ORDER BY id', county)
    .map(([subject, year, item, holds, basis, actor, at]) => ({
      subject: text(subject),
      year: integer(year),
      item: text(item),
      holds: integer(holds) === 1,
      basis: text(basis),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendMark(sql: Sql, county: CountyCode, mark: Mark): void {
  sql.run(
    'INSERT INTO evaluation_mark (county, subject, year, item, holds, basis, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    county,
    mark.subject,
    mark.year,
    mark.item,
    Number(mark.holds),
    mark.basis,
    mark.actor,
    mark.recordedAt,
  );
}

/** A county's forced grades in the order of writing. */
export function readForcedGrades(sql: Sql, county: CountyCode): ForcedGrade[] {
  return sql
    .rows('SELECT subject, year, grade, basis, actor, recorded_at FROM forced_grade WHERE county = ? ORDER BY id', county)
    .map(([subject, year, grade, basis, actor, at]) => ({
      subject: text(subject),
      year: integer(year),
      grade: textOrNull(grade),
      basis: text(basis),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendForcedGrade(sql: Sql, county: CountyCode, forced: ForcedGrade): void {
  sql.run(
    'INSERT INTO forced_grade (county, subject, year, grade, basis, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    county,
    forced.subject,
    forced.year,
    forced.grade,
    forced.basis,
    forced.actor,
    forced.recordedAt,
  );
}
