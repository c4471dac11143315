// The judgement on a parcel's sheet: for each rule that holds its clause, the values found, their distance and source; for the others what is missing.
import { muted } from '#domain/drawing/palette.ts';
import { besideThreshold, distance } from '#domain/policy/beside-threshold.ts';
import type { ParcelSheet } from '../../../atlas/print/parcel-sheet.ts';
import type { Pages } from './sheet-pages.ts';
import { dayText } from './words.ts';

type Verdict = NonNullable<ParcelSheet['dossier']['verdict']>;
type Subject = Verdict['subjects'][number];
type Evidence = Subject['matched'][number]['evidence'][number];

const signs: Partial<Record<Evidence['op'], string>> = {
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
  eq: '=',
  in: '∈',
  intersects: '∩',
  contains: '∋',
};

function valueWords(value: Evidence['value']): string {
  if (value === null) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string' || typeof value === 'number')
    return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? dayText(String(value)) : String(value);
  return value.join('、');
}

/** One value found: year, field, value, sign, threshold, distance. */
export function evidenceWords({ year, label, value, op, threshold, margin, unit }: Evidence): string {
  const numeric =
    value !== null &&
    typeof value !== 'boolean' &&
    typeof value !== 'object' &&
    typeof threshold === 'number' &&
    !Number.isNaN(Number(value));
  const found = numeric ? besideThreshold(Number(value), threshold) : valueWords(value);
  const sign = signs[op];
  return [
    `${year ?? ''}${year === undefined ? '' : ' '}${label} ${found}${numeric && unit ? ` ${unit}` : ''}`,
    sign && threshold !== null ? ` ${sign} ${valueWords(threshold)}` : '',
    margin !== undefined && numeric ? `，距门槛 ${distance(margin)}` : '',
  ].join('');
}

/** The file that a value came from, found by what it is about. */
function sourceOf({ sources }: ParcelSheet, subject: Subject, { field, year }: Evidence): string {
  const about = field.startsWith('parcel')
    ? '宗地'
    : year === undefined
      ? `企业 ${subject.name ?? ''}`
      : `账目 ${year} ${subject.name ?? ''}`;
  const found = sources.find(({ what }) => what === about.trim());
  if (!found) return '';
  return `　来源：${found.file}${found.row === null ? '' : ` 第 ${found.row} 行`}`;
}

function drawSubject(pages: Pages, sheet: ParcelSheet, subject: Subject, named: boolean): void {
  if (named) pages.text(subject.name ?? subject.uscc ?? '', { weight: 'medium' });
  if (subject.scope === 'out' && subject.matched.length === 0) pages.text('不在本政策适用范围内', { colour: muted });
  if (subject.scope === 'unknown') pages.text('是否适用本政策尚不能判断', { colour: muted });
  for (const { clause, category, wording, evidence } of subject.matched) {
    pages.need(34);
    const kind = category === subject.proposed ? `拟列 ${category}` : `同时符合 ${category}`;
    pages.text(`${kind} · ${clause}`, { weight: 'medium' });
    if (wording !== '') pages.text(wording, { indent: 8 });
    for (const one of evidence)
      pages.text(`· ${evidenceWords(one)}${sourceOf(sheet, subject, one)}`, { indent: 8, size: 7.8, colour: muted });
  }
  for (const { clause, category, missing } of subject.unknown) {
    const fields = missing.map(({ year, label, bureau }) => `${year ?? ''}${label}${bureau ? `（${bureau}）` : ''}`).join('、');
    pages.text(`不能判断 ${category} · ${clause}　缺：${fields}`, { size: 7.8, colour: muted });
  }
  for (const { name, wording } of subject.gaps) pages.text(`落在政策空档：${name}。${wording}`, { size: 7.8, colour: muted });
  if (subject.matched.length === 0 && subject.unknown.length === 0 && subject.scope === 'in')
    pages.text('已有数据范围内，未列入任何类别', { colour: muted });
}

export function drawVerdictPart(pages: Pages, sheet: ParcelSheet): void {
  const { verdict } = sheet.dossier;
  if (!verdict) {
    pages.heading('政策判断');
    pages.text('本县未装入政策，不作判断', { colour: muted });
    return;
  }
  const status = verdict.policyTitle.includes(verdict.policyStatus) ? '' : `［${verdict.policyStatus}］`;
  pages.heading('政策判断', `${verdict.policyTitle}${status} · 评价年度 ${verdict.year} · 类别由规则提出，须经专班认定`);
  for (const subject of verdict.subjects) drawSubject(pages, sheet, subject, verdict.subjects.length > 1);
}
