// The boundary rules: which file breaks which, and how. Works on texts in memory, so that planted violations can prove it.
import path from 'node:path';
import { ambientOwners, impure, mayImport, mayImportTypes, onlyPackages, packageOwners, roomOf, withoutNode, type Room } from './rooms.ts';
import { readSource, type ImportFact, type SourceFacts } from './source-facts.ts';

export type Rule =
  | 'room'
  | 'direction'
  | 'page'
  | 'alias'
  | 'ending'
  | 'computed'
  | 'package'
  | 'node'
  | 'ambient'
  | 'pure'
  | 'sql'
  | 'barrel'
  | 'default-export'
  | 'first-line'
  | 'name'
  | 'syntax';

export interface Violation {
  readonly path: string;
  readonly rule: Rule;
  readonly found: string;
}

const bannedNames = new Set(['index', 'utils', 'util', 'helpers', 'helper', 'common', 'types', 'constants', 'misc', 'shared', 'lib']);
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|bench|d))?$/;

/** Every violation in one file; `path` is from the checkout's root, with forward slashes. */
export function violationsIn(file: string, text: string): Violation[] {
  const broken = (rule: Rule, found: string): Violation => ({ path: file, rule, found });
  const room = roomOf(file);
  if (room === null) return [broken('room', 'a file in no known room: add the room to test/boundaries/rooms.ts and to the README')];
  const found: Violation[] = [];
  const base = path.posix.basename(file).replace(/\.(tsx?|mjs|css)$/, '');
  if (file !== 'vite.config.ts' && (bannedNames.has(base) || !kebabCase.test(base))) found.push(broken('name', base));
  if (!/^(?:#![^\n]*\n)?(?:\/\/ ?\S|\/\*\*? ?\S)/.test(text)) found.push(broken('first-line', 'no comment with the purpose of the file'));
  if (file.endsWith('.css')) return found;

  const facts = readSource(file, text);
  found.push(...facts.parseErrors.map((message) => broken('syntax', message)));
  if (facts.isBarrel) found.push(broken('barrel', 'passes on what other files export'));
  if (facts.hasDefaultExport && room !== 'settings') found.push(broken('default-export', 'export default'));
  if (facts.hasSql && room !== 'store' && room !== 'test') found.push(broken('sql', 'SQL outside the store'));
  found.push(...ambientFaults(room, facts).map(([rule, name]) => broken(rule, name)));
  for (const one of facts.imports) {
    const fault = isOurs(one.specifier) ? importFault(file, room, one) : packageFault(room, one);
    if (fault) found.push(broken(fault, one.specifier));
  }
  return found;
}

const isOurs = (specifier: string) => specifier.startsWith('.') || specifier.startsWith('#') || specifier.startsWith('/');

function ambientFaults(room: Room, facts: SourceFacts): [Rule, string][] {
  const faults: [Rule, string][] = [];
  const reaches = (name: string) => [...facts.ambient].some((one) => one === name || one.startsWith(`${name}.`));
  for (const [name, owners] of ambientOwners) if (reaches(name) && !owners.includes(room)) faults.push(['ambient', name]);
  if (room === 'domain') for (const name of impure) if (reaches(name)) faults.push(['pure', name]);
  return faults;
}

/** An import of one of our own files. */
function importFault(file: string, room: Room, { specifier, typeOnly }: ImportFact): Rule | null {
  if (specifier.startsWith('/') || (specifier.startsWith('#') && !specifier.startsWith('#domain/'))) return 'alias';
  const target = specifier.startsWith('#')
    ? specifier.replace('#domain/', 'server/domain/')
    : path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
  // Raw text and worker imports of the bundler carry a query after the name.
  const name = target.replace(/\?.*$/, '');
  if (!/\.(tsx?|mjs|css|json|svg)$/.test(name)) return 'ending';
  if (name === 'package.json') return null;
  const other = roomOf(name);
  if (other === null) return room === 'test' || name.startsWith('data/') ? null : 'direction';
  if (other === room) return room === 'web/pages' && pageOf(name) !== pageOf(file) ? 'page' : null;
  const allowed = mayImport[room].includes(other) || (typeOnly && mayImportTypes.some(([from, to]) => from === room && to === other));
  if (!allowed) return 'direction';
  return other === 'domain' && room !== 'test' && !specifier.startsWith('#') ? 'alias' : null;
}

/** The page a file belongs to: its folder under web/pages, or the file itself. */
const pageOf = (file: string) => file.split('/')[2]!.replace(/\.tsx?$/, '');

/** An import of a package or of a part of Node. */
function packageFault(room: Room, { specifier }: ImportFact): Rule | null {
  if (room === 'test') return null;
  if (specifier === '(computed)') return room === 'launch' || room === 'worker' ? null : 'computed';
  if (specifier.startsWith('node:')) {
    if (/^node:process$/.test(specifier)) return 'ambient';
    return withoutNode.has(room) ? 'node' : null;
  }
  const matches = (name: string) => specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`);
  const allowed = onlyPackages[room];
  if (allowed && !allowed.some(matches)) return 'package';
  const owners = packageOwners.find(([name]) => matches(name))?.[1];
  // hono/client is a more particular name than hono and stands before it in the list.
  if (owners && !owners.includes(room)) return 'package';
  return null;
}
