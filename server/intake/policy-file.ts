// A policy file (YAML) to a policy, or what is wrong with it by line.
import { LineCounter, isMap, isNode, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { PlanPath, PolicyFault } from '#domain/policy/condition-schema.ts';
import { readPolicy, readRecordedPolicy } from '#domain/policy/policy-check.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';

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
  const read = readPolicy(opened.value.document.toJS());
  return read.ok ? read : fail(opened.value.issues(read.error));
}

/** Reads a text that was taken once: what stricter checks say of it now, and the policy as long as it can be judged by. */
export function parseRecordedYaml(
  text: string,
  fileName: string,
): { readonly policy: Policy | null; readonly issues: readonly PolicyFileIssue[] } {
  const opened = openYaml(text, fileName);
  if (!opened.ok) return { policy: null, issues: opened.error };
  const { policy, faults } = readRecordedPolicy(opened.value.document.toJS());
  return { policy, issues: opened.value.issues(faults) };
}

interface OpenedYaml {
  readonly document: Document.Parsed;
  /** Faults with the lines on which they stand, in the order of the text. */
  readonly issues: (faults: readonly PolicyFault[]) => readonly PolicyFileIssue[];
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
    faults
      .map(({ path, message }) => ({ file, ...place(offsetOf(document, path)), path: pathText(path), message }))
      .sort((a, b) => a.line - b.line || a.column - b.column);
  return ok({ document, issues });
}

/** What the parser found wrong, for somebody who never heard of YAML; its own words for what is rare. */
const yamlFaults: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一层里这个键写了两次',
  TAB_AS_INDENT: '缩进用了制表符（Tab），应改用空格',
  MULTIPLE_DOCS: '一个文件里有两份内容（---），只能有一份',
  BAD_INDENT: '缩进没有对齐',
  MISSING_CHAR: '缺少一个符号：引号、括号或逗号没有成对',
  UNEXPECTED_TOKEN: '这里多出了内容，或少了冒号、逗号',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个“键: 值”，或缩进没有对齐',
  MULTILINE_IMPLICIT_KEY: '键应写在一行之内；可能缩进没有对齐',
  BAD_SCALAR_START: '文字不能以这个符号开头，应加引号',
  BAD_DQ_ESCAPE: '双引号里的反斜杠不成转义，可改用单引号',
  BAD_ALIAS: '不支持 YAML 别名（*）',
  TAG_RESOLVE_FAILED: '不支持 YAML 标签（!）',
  RESOURCE_EXHAUSTION: '嵌套过深',
};

function yamlFault({ code, message }: { readonly code: string; readonly message: string }): string {
  if (message.includes('call stack')) return '嵌套过深';
  const words = yamlFaults[code];
  return `YAML 不能解析：${words === undefined ? message : words}`;
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
