// A policy file (YAML) to a policy, or what is wrong with it by line.
import { LineCounter, isNode, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { PlanPath } from '#domain/policy/condition-schema.ts';
import { readPolicy } from '#domain/policy/policy-check.ts';
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
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return fail(
      document.errors.map((error) => ({ file: fileName, ...place(error.pos[0]), path: '', message: `YAML 不能解析：${error.message}` })),
    );
  }
  // Anchors and aliases are not needed in a policy and could be made to grow without end.
  const alias = findAlias(document);
  if (alias !== null) return fail([{ file: fileName, ...place(alias), path: '', message: '政策文件不支持 YAML 别名（*）' }]);
  const read = readPolicy(document.toJS());
  if (read.ok) return ok(read.value);
  const issues = read.error.map((fault) => ({
    file: fileName,
    ...place(offsetOf(document, fault.path)),
    path: pathText(fault.path),
    message: fault.message,
  }));
  return fail(issues.sort((a, b) => a.line - b.line || a.column - b.column));
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
