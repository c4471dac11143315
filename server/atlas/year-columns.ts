// The columns of one year under one policy: tax, grades, verdicts, idleness, freed land.
import { gradeLetters, idleStates, type YearColumns } from '#domain/columns.ts';
import { idlenessOf, type Idleness } from '#domain/land/idle.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { freedColumn } from './freed.ts';
import { verdictColumns } from './judging.ts';
import type { OccupantColumns } from './occupants.ts';
import type { CountySheet } from './sheet.ts';

/** Tax on each parcel: the occupants' parts added up; NaN without occupants or when any part is not known. */
function taxColumn(size: number, occupants: OccupantColumns): Float64Array {
  const tax = new Float64Array(size).fill(Number.NaN);
  for (let index = 0; index < size; index += 1) {
    const [from, to] = [occupants.start[index]!, occupants.start[index + 1]!];
    if (from === to) continue;
    let sum = 0;
    for (let slot = from; slot < to; slot += 1) sum += occupants.tax[slot]!;
    tax[index] = sum;
  }
  return tax;
}

const gradeD = gradeLetters.indexOf('D');

/** Worst grade among the occupants; 0 when there are none, or when one is unknown and no known one is D. */
export function gradeColumn(sheet: Pick<CountySheet, 'base' | 'occupants' | 'accounts'>, year: number): Uint8Array {
  const occupants = sheet.occupants(year);
  const accounts = sheet.accounts(year);
  const grades = new Uint8Array(sheet.base.size);
  for (let index = 0; index < sheet.base.size; index += 1) {
    let worst = 0;
    let unknown = false;
    for (let slot = occupants.start[index]!; slot < occupants.start[index + 1]!; slot += 1) {
      const grade = gradeLetters.indexOf(accounts[occupants.firm[slot]!]?.grade ?? '');
      if (grade === 0) unknown = true;
      if (grade > worst) worst = grade;
    }
    grades[index] = unknown && worst !== gradeD ? 0 : worst;
  }
  return grades;
}

/** Years in a row up to the year with the year's grade; 0 where the grade is not known. */
function gradeYearsColumn(sheet: CountySheet, year: number, grades: Uint8Array): Uint8Array {
  const streak = new Uint8Array(grades.length);
  for (const [index, grade] of grades.entries()) if (grade > 0) streak[index] = 1;
  for (let before = year - 1; sheet.years.includes(before); before -= 1) {
    const earlier = sheet.grades(before);
    let longer = false;
    for (const [index, grade] of grades.entries()) {
      if (grade === 0 || streak[index] !== year - before || earlier[index] !== grade || streak[index] === 255) continue;
      streak[index] += 1;
      longer = true;
    }
    if (!longer) break;
  }
  return streak;
}

/** The firms that stand on a parcel in the newest year in which anybody is known to. */
function presentOccupants(sheet: CountySheet, index: number): ReturnType<CountySheet['firmRecord']>[] {
  for (const year of [...sheet.years].reverse()) {
    const { start, firm } = sheet.occupants(year);
    if (start[index]! < start[index + 1]!)
      return [...firm.subarray(start[index], start[index + 1])].map((place) => sheet.firmRecord(place));
  }
  return [];
}

/** Idleness of one parcel on the snapshot's day. */
export function idlenessAt(sheet: CountySheet, index: number): Idleness {
  const parcel = sheet.parcel(index);
  return idlenessOf(parcel, presentOccupants(sheet, index), sheet.idleDecision(parcel.code), sheet.asOf);
}

function idleColumn(sheet: CountySheet): Uint8Array {
  const idle = new Uint8Array(sheet.base.size);
  for (let index = 0; index < idle.length; index += 1) idle[index] = idleStates.indexOf(idlenessAt(sheet, index).state);
  return idle;
}

/** All columns of a year; without a policy nothing is classed or flagged. */
export function buildYear(sheet: CountySheet, year: number, policy: Policy | null): YearColumns {
  const grades = sheet.grades(year);
  return {
    year,
    policy: policy?.id ?? '',
    tax: taxColumn(sheet.base.size, sheet.occupants(year)),
    grade: grades,
    gradeYears: gradeYearsColumn(sheet, year, grades),
    idle: sheet.once('idle', () => idleColumn(sheet)),
    freed: sheet.once('freed', () => freedColumn(sheet.ledgerEntries, sheet.indexOf, sheet.base.size)),
    ...verdictColumns(sheet, year, policy),
  };
}
