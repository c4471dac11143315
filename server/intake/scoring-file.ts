// Parameter files of the evaluation (data/scoring/*.yaml): YAML text to a parameter set, or every fault with its line.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { z } from 'zod';
import { fail, ok, type Result } from '#domain/result.ts';
import { checkParameters, checkSets } from '#domain/scoring/parameter-check.ts';
import { parameterFileSchema } from '#domain/scoring/parameter-schema.ts';
import type { ScoringParameters } from '#domain/scoring/parameters.ts';
import { impreciseNumbers, yamlFault } from './yaml-faults.ts';

/** One fault of a parameter file. Lines and columns count from 1; `path` names the place inside (`groups[0].indicators[2].weight`). */
export interface ScoringFileIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** Parameter set from YAML text. A set with any fault is refused as a whole; all faults are given at once. */
export function parseScoringYaml(text: string, file: string): Result<ScoringParameters, readonly ScoringFileIssue[]> {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const place = (offset: number, path: Path, message: string): ScoringFileIssue => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), path: pathText(path), message };
  };
  const at = (path: Path, message: string) => place(offsetOf(document, path), path, message);
  if (document.errors.length > 0) return fail(document.errors.map((error) => place(error.pos[0], [], yamlFault(error))));
  // Anchors and aliases are not needed here and could be made to grow without end.
  const alias = aliasOffset(document);
  if (alias !== null) return fail([place(alias, [], '参数文件不支持 YAML 别名（*）')]);
  const imprecise = impreciseNumbers(document).map(({ offset, message }) => place(offset, [], message));
  const parsed = parameterFileSchema.safeParse(document.toJS(), { error: z.locales.zhCN().localeError });
  if (!parsed.success) return fail(inOrder([...imprecise, ...parsed.error.issues.flatMap((issue) => shapeFaults(issue, at))]));
  const faults = [...imprecise, ...checkParameters(parsed.data).map((fault) => at(fault.path, fault.message))];
  return faults.length > 0 ? fail(inOrder(faults)) : ok(parsed.data);
}

/** All parameter files of a folder, in order of their names. Faulty files and sets that contradict another are left out and told. */
export function readScoringFolder(folder: string): {
  readonly sets: readonly ScoringParameters[];
  readonly faults: readonly ScoringFileIssue[];
} {
  const sets: ScoringParameters[] = [];
  const faults: ScoringFileIssue[] = [];
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  for (const name of names.sort()) {
    const parsed = parseScoringYaml(readFileSync(join(folder, name), 'utf8'), basename(name));
    if (!parsed.ok) {
      faults.push(...parsed.error);
      continue;
    }
    const clashes = checkSets([...sets, parsed.value]);
    if (clashes.length === 0) sets.push(parsed.value);
    else faults.push(...clashes.map(({ message }) => ({ file: name, line: 1, column: 1, path: 'years', message })));
  }
  return { sets, faults };
}

/**
 * The parameter sets in use: a county's own in `ownFolder` (which may not exist), and the given ones that none of them replaces.
 * An own set for the same county and any of the same years takes the place of a given one as a whole, so that one county's
 * years never mix its own numbers with those of an example.
 */
export function readScoringSets(
  ownFolder: string,
  givenFolder: string,
): { readonly sets: readonly ScoringParameters[]; readonly faults: readonly string[] } {
  const own = existsSync(ownFolder) ? readScoringFolder(ownFolder) : { sets: [], faults: [] };
  const given = readScoringFolder(givenFolder);
  const kept = given.sets.filter((set) => checkSets([...own.sets, set]).length === 0);
  const told = ({ file, line, column, path, message }: ScoringFileIssue): string => `${file}:${line}:${column} ${path} ${message}`;
  return { sets: [...own.sets, ...kept], faults: [...own.faults, ...given.faults].map(told) };
}

type Path = readonly (string | number)[];

/** One issue of the schema; an unknown key is placed on the key itself. */
function shapeFaults(issue: z.core.$ZodIssue, at: (path: Path, message: string) => ScoringFileIssue): ScoringFileIssue[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => at([...path, key], `不认识的项：${key}`));
  return [at(path, issue.message)];
}

/** Where a path stands in the text: its key if it has one, its value in a list, else the nearest place above it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last));
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
      continue;
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function aliasOffset(document: Document): number | null {
  let found: number | null = null;
  visit(document, {
    Alias: (_, node) => {
      found = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

function inOrder(issues: readonly ScoringFileIssue[]): ScoringFileIssue[] {
  return [...issues].sort((a, b) => a.line - b.line || a.column - b.column);
}

function pathText(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
