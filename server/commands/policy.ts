// mutu policy lint [FILE] [--county CODE]: reads policy files strictly, says what is wrong by line, and shows the holes of what can be read, with the parcels of a county that they concern.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openActor } from '#domain/access/actor.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { LintReport } from '#domain/policy/lint/finding.ts';
import { lintPolicy } from '#domain/policy/lint.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { createAtlas } from '../atlas/atlas.ts';
import { countedLint } from '../atlas/lint-counts.ts';
import { packSubjects } from '../atlas/subjects.ts';
import { parsePolicyYaml, type PolicyFileIssue } from '../intake/policy-file.ts';
import { strictText } from '../intake/read/text-encoding.ts';
import { countyDays } from '../county-days.ts';
import { chinaClock } from '../main.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, type Session, withStore } from './session.ts';

/** A finding, with the parcels it concerns where a county was named. */
interface Counted {
  readonly count?: { readonly parcels: number; readonly firms: number; readonly areaMu: number | null };
}

interface Report {
  readonly gaps: readonly (LintReport['gaps'][number] & Counted)[];
  readonly overlaps: readonly (LintReport['overlaps'][number] & Counted)[];
  readonly contradictions: readonly (LintReport['contradictions'][number] & Counted)[];
  readonly unsearched: readonly string[];
}

interface Linted {
  readonly file: string;
  readonly policy: Policy | null;
  readonly issues: readonly PolicyFileIssue[];
  readonly report: Report | null;
}

/** UTF-8, or GB18030 as a Chinese editor may save it; null when the bytes are neither. */
function readText(file: string): string | null {
  try {
    const bytes = readFileSync(file);
    return strictText(bytes, 'utf-8') ?? strictText(bytes, 'gb18030');
  } catch (error) {
    throw new ArgumentError(`${file} 无法读取：${error instanceof Error ? error.message : String(error)}`);
  }
}

function lint(file: string): Linted {
  const text = readText(file);
  if (text === null) {
    const issue = { file: basename(file), line: 1, column: 1, path: '', message: '文件不是文字：应为 UTF-8（或 GB18030）编码的 YAML' };
    return { file, policy: null, issues: [issue], report: null };
  }
  const read = parsePolicyYaml(text, basename(file));
  return read.ok
    ? { file, policy: read.value, issues: [], report: lintPolicy(read.value) }
    : { file, policy: null, issues: read.error, report: null };
}

/** Contradictions that no reading settles: a rule that can hold for nobody, or that the scope sentence rules out. */
function unsettled({ report }: Linted): Report['contradictions'] {
  return report?.contradictions.filter((found) => found.kind === 'never' || !found.waived) ?? [];
}

/** How many real parcels a finding concerns; nothing where no county was named. */
function concerned({ count }: Counted): string {
  return count ? `；涉及 ${count.parcels} 宗、${count.firms} 家、${count.areaMu ?? '—'} 亩` : '';
}

/** The reports counted on a county's record. */
async function countedOn(county: CountyCode, year: number | undefined, linted: readonly Linted[], session: Session): Promise<Linted[]> {
  return withStore(session, async (store) => {
    if (!(await store.county(county))) throw new ArgumentError(`没有 ${county} 的数据`);
    const atlas = createAtlas(store, [], countyDays(session.config.root, chinaClock.today));
    await atlas.refresh(county);
    const snapshot = atlas.snapshot(county, openActor);
    if (!snapshot) throw new ArgumentError(`没有 ${county} 的数据`);
    return linted.map((one) => {
      if (!one.policy) return one;
      const of = year ?? snapshot.sheet.years.at(-1) ?? one.policy.evaluationYear;
      return { ...one, report: countedLint(snapshot, of, one.policy, packSubjects(snapshot.sheet, of, one.policy)) };
    });
  });
}

function textOf(linted: Linted): string[] {
  const { file, policy, report, issues } = linted;
  if (!policy || !report) return issues.map((issue) => `${issue.file}:${issue.line}:${issue.column} ${issue.path} ${issue.message}`);
  const { rules, targets } = policy;
  // Rules over different data overlap by chance nearly always: only those that real parcels show are worth a line.
  const told = report.overlaps.filter((overlap) => !overlap.independent || (overlap.count?.parcels ?? 0) > 0);
  const rest = report.overlaps.length - told.length;
  return [
    `${basename(file)}：${policy.title}，${rules.length} 条规则、${targets.length} 个目标，文件无误；空档 ${report.gaps.length}、重叠 ${report.overlaps.length}、矛盾 ${report.contradictions.length}`,
    ...report.gaps.map(
      (gap) =>
        `  空档（${gap.rules.join('、')}）${gap.message}${gap.detectors.length > 0 ? ` → ${gap.detectors.join('、')}` : ''}${concerned(gap)}`,
    ),
    ...told.map(
      (overlap) =>
        `  重叠（${overlap.rules.join('、')}）${overlap.message}${overlap.independent ? '（两条看的是不同的数据）' : ''}${concerned(overlap)}`,
    ),
    ...(rest > 0 ? [`  另有 ${rest} 处重叠，两条看的是不同的数据、只是碰巧同时成立；--json 列全`] : []),
    ...report.unsearched.map((words) => `  没有查完：${words}`),
    ...report.contradictions.map(
      (found) => `  矛盾（${found.rules.join('、')}）${found.message}${found.waived ? '（已按特别规定处理）' : ''}${concerned(found)}`,
    ),
  ];
}

/** 0 when every file can be read and nothing contradicts itself, 3 when something does, 4 when a file cannot be read. */
export async function policyCommand(words: readonly string[], session: Session): Promise<number> {
  const [act, ...rest] = words;
  if (act !== 'lint') throw new ArgumentError(`policy 之后应为 lint${act === undefined ? '' : `，现为 ${act}`}`);
  const given = readArguments(rest, { json: 'flag', county: 'text', year: 'text' });
  const year = given.number('year', 1990, 2100);
  if (year !== undefined && given.text('county') === undefined) throw new ArgumentError('--year 只与 --county 同用');
  const folder = join(session.config.root, 'data', 'policies');
  const own = (): string[] =>
    readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  const read = (given.files.length > 0 ? given.files : own()).map(lint);
  const linted = given.text('county') === undefined ? read : await countedOn(given.county(), year, read, session);
  if (given.flag('json')) {
    const files = linted.map(({ file, policy, issues, report }) => ({ file, policy: policy?.id ?? null, issues, ...report }));
    session.out(`${JSON.stringify({ files }, null, 2)}\n`);
  } else {
    session.out(`${linted.flatMap(textOf).join('\n')}\n`);
  }
  if (linted.some(({ issues }) => issues.length > 0)) return exits.refused;
  return linted.some((one) => unsettled(one).length > 0) ? exits.withIssues : exits.done;
}
