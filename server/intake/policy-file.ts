// A policy file (YAML) to a policy, or what is wrong with it by line.
import { LineCounter, isMap, isNode, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { PlanPath, PolicyFault } from '#domain/policy/condition-schema.ts';
import { readPolicy, readRecordedPolicy } from '#domain/policy/policy-check.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';
import { impreciseNumbers, yamlFault } from './yaml-faults.ts';

/** One thing wrong with a policy file. Lines and columns from 1. */
export interface PolicyFileIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Place in the document, e.g. `rules[3].when.value`. */
  readonly path: string;
  readonly message: string;
}

/** Reads a policy file. Unknown keys and fields, wrong units, clauses without number and failing examples are refused, each with its line. */
export function parsePolicyYaml(text: string, fileName: string): Result<Policy, readonly PolicyFileIssue[]> {
  const opened = openYaml(text, fileName);
  if (!opened.ok) return opened;
  const { document, issues, imprecise } = opened.value;
  const read = readPolicy(document.toJS());
  if (read.ok && imprecise.length === 0) return read;
  return fail(inOrder([...imprecise, ...(read.ok ? [] : issues(read.error))]));
}

/** Reads a text that was taken once: what stricter checks say of it now, and the policy as long as it can be judged by. */
export function parseRecordedYaml(
  text: string,
  fileName: string,
): { readonly policy: Policy | null; readonly issues: readonly PolicyFileIssue[] } {
  const opened = openYaml(text, fileName);
  if (!opened.ok) return { policy: null, issues: opened.error };
  const { document, issues, imprecise } = opened.value;
  const { policy, faults } = readRecordedPolicy(document.toJS());
  return { policy, issues: inOrder([...imprecise, ...issues(faults)]) };
}

interface OpenedYaml {
  readonly document: Document.Parsed;
  /** Faults with the lines on which they stand. */
  readonly issues: (faults: readonly PolicyFault[]) => readonly PolicyFileIssue[];
  /** Numbers that would be taken for others. */
  readonly imprecise: readonly PolicyFileIssue[];
}

/** In the order of the text. */
function inOrder(issues: readonly PolicyFileIssue[]): readonly PolicyFileIssue[] {
  return [...issues].sort((a, b) => a.line - b.line || a.column - b.column);
}

function openYaml(text: string, file: string): Result<OpenedYaml, readonly PolicyFileIssue[]> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  // A tag that nobody knows is only warned of by the parser; here it would change what a value means.
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return fail(broken.map((error) => ({ file, ...place(error.pos[0]), path: '', message: yamlFault(error) })));
  if (document.contents === null) return fail([{ file, line: 1, column: 1, path: '', message: '文件是空的' }]);
  if (!isMap(document.contents))
    return fail([{ file, line: 1, column: 1, path: '', message: '不是政策文件：顶层应为“键: 值”，可从模板写起' }]);
  // Anchors and aliases are not needed in a policy and could be made to grow without end.
  const alias = findAlias(document);
  if (alias !== null) return fail([{ file, ...place(alias), path: '', message: '政策文件不支持 YAML 别名（*）' }]);
  const issues = (faults: readonly PolicyFault[]): readonly PolicyFileIssue[] =>
    faults.map(({ path, message }) => ({ file, ...place(offsetOf(document, path)), path: pathText(path), message }));
  const imprecise = impreciseNumbers(document).map(({ offset, message }) => ({ file, ...place(offset), path: '', message }));
  return ok({ document, issues, imprecise });
}

function findAlias(document: Document.Parsed): number | null {
  let found: number | null = null;
  visit(document, {
    Alias: (_key, node) => {
      found = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

/** Where the deepest part of the path that exists begins; for a key of a map, where the key stands. */
function offsetOf(document: Document.Parsed, path: PlanPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function pathText(path: PlanPath): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}
