// mutu policy lint [FILE]: reads policy files strictly, says what is wrong by line, and shows the holes of what can be read.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LintReport } from '#domain/policy/lint/finding.ts';
import { lintPolicy } from '#domain/policy/lint.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { parsePolicyYaml, type PolicyFileIssue } from '../intake/policy-file.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, type Session } from './session.ts';

interface Linted {
  readonly file: string;
  readonly policy: Policy | null;
  readonly issues: readonly PolicyFileIssue[];
  readonly report: LintReport | null;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ArgumentError(`${file} 无法读取：${error instanceof Error ? error.message : String(error)}`);
  }
}

function lint(file: string): Linted {
  const read = parsePolicyYaml(readText(file), basename(file));
  return read.ok
    ? { file, policy: read.value, issues: [], report: lintPolicy(read.value) }
    : { file, policy: null, issues: read.error, report: null };
}

/** Contradictions that no reading settles: a rule that can hold for nobody, or that the scope sentence rules out. */
function unsettled({ report }: Linted): LintReport['contradictions'] {
  return report?.contradictions.filter((found) => found.kind === 'never' || !found.waived) ?? [];
}

function textOf(linted: Linted): string[] {
  const { file, policy, report, issues } = linted;
  if (!policy || !report) return issues.map((issue) => `${issue.file}:${issue.line}:${issue.column} ${issue.path} ${issue.message}`);
  const { rules, targets } = policy;
  return [
    `${basename(file)}：${policy.title}，${rules.length} 条规则、${targets.length} 个目标，文件无误；空档 ${report.gaps.length}、重叠 ${report.overlaps.length}、矛盾 ${report.contradictions.length}`,
    ...report.gaps.map(
      (gap) => `  空档（${gap.rules.join('、')}）${gap.message}${gap.detectors.length > 0 ? ` → ${gap.detectors.join('、')}` : ''}`,
    ),
    ...report.overlaps
      .filter((overlap) => !overlap.independent)
      .map((overlap) => `  重叠（${overlap.rules.join('、')}）${overlap.message}`),
    ...report.contradictions.map(
      (found) => `  矛盾（${found.rules.join('、')}）${found.message}${found.waived ? '（已按特别规定处理）' : ''}`,
    ),
  ];
}

/** 0 when every file can be read and nothing contradicts itself, 3 when something does, 4 when a file cannot be read. */
export async function policyCommand(words: readonly string[], session: Session): Promise<number> {
  const [act, ...rest] = words;
  if (act !== 'lint') throw new ArgumentError(`policy 之后应为 lint${act === undefined ? '' : `，现为 ${act}`}`);
  const given = readArguments(rest, { json: 'flag' });
  const folder = join(session.config.root, 'data', 'policies');
  const own = (): string[] =>
    readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  const linted = (given.files.length > 0 ? given.files : own()).map(lint);
  if (given.flag('json')) {
    const files = linted.map(({ file, policy, issues, report }) => ({ file, policy: policy?.id ?? null, issues, ...report }));
    session.out(`${JSON.stringify({ files }, null, 2)}\n`);
  } else {
    session.out(`${linted.flatMap(textOf).join('\n')}\n`);
  }
  if (linted.some(({ issues }) => issues.length > 0)) return exits.refused;
  return linted.some((one) => unsettled(one).length > 0) ? exits.withIssues : exits.done;
}
