// Judges many subjects at once by a compiled policy: verdict bits only, evidence is `judge`'s. Identical to `judge` row by row.
import { expandRules } from '../condition.ts';
import type { JudgeOptions } from '../judge.ts';
import { judge, situationOf } from '../judge.ts';
import type { Judgement } from '../judgement.ts';
import type { Policy } from '../policy.ts';
import { classOf, classesBySeverity } from '../policy.ts';
import type { FactColumns } from './fact-columns.ts';
import type { Node, Register } from './program.ts';
import { Program, WORDS_PER_RUN } from './program.ts';

/** Verdicts by subject. */
export interface Verdicts {
  /** Bit r = rule r of `CompiledPolicy.rules` holds. */
  readonly matched: Uint32Array;
  /** Bit r = rule r cannot be judged. */
  readonly unknown: Uint32Array;
  /** 0 none, else 1 + index into `CompiledPolicy.classes`. */
  readonly proposed: Uint8Array;
  /** Bit g = gap g of `CompiledPolicy.gaps`. */
  readonly gaps: Uint32Array;
  /** 0 out, 1 in, 2 unknown. */
  readonly scope: Uint8Array;
}

export interface CompiledPolicy {
  readonly rules: readonly string[];
  /** Strictest first. */
  readonly classes: readonly string[];
  readonly gaps: readonly string[];
  /** Bits of the rules that can give a class. */
  readonly classRules: number;
  readonly run: (columns: FactColumns) => Verdicts;
}

/** Words for `Verdicts.scope`, by code. */
export const scopeWords = ['out', 'in', 'unknown'] as const;

interface RulePlan {
  readonly node: Node;
  readonly bit: number;
  /** 1 + index of the class it gives; 0 for none. */
  readonly gives: number;
  readonly scoped: boolean;
}

interface GapPlan {
  readonly bit: number;
  readonly scope: Node;
  readonly when: Node | null;
  /** For a detector of missing data: chains of registers that are all unknown when one of its fields keeps a class rule open. */
  readonly chains: readonly (readonly number[])[];
}

/** Compiles a policy (a version, or one with overrides) for given years. Throws on a policy of more than 32 rules or gaps. */
export function compilePolicy(policy: Policy, options: JudgeOptions = {}): CompiledPolicy {
  if (policy.rules.length > 32 || policy.gaps.length > 32) throw new RangeError(`${policy.id}: more than 32 rules or gaps`);
  const program = new Program(situationOf({}, policy, options));
  const classes = classesBySeverity(policy).map((entry) => entry.name);
  const limbs = policy.scope.limbs.map((limb) => ({ id: limb.id, node: program.node(limb.when) }));
  const limbsWithout = (waivers: readonly string[]): readonly Node[] =>
    limbs.filter((limb) => !waivers.includes(limb.id)).map((limb) => limb.node);
  const rules = policy.rules.map((rule, bit): RulePlan => {
    const asked = [...(rule.subject === 'project' ? [program.project()] : []), ...(rule.scoped ? limbsWithout(rule.scopeWaivers) : [])];
    const gives = classOf(policy, rule);
    return {
      node: program.join('all', [...asked, program.node(rule.when)]),
      bit,
      gives: gives ? classes.indexOf(gives.name) + 1 : 0,
      scoped: rule.scoped,
    };
  });
  const gaps = policy.gaps.map((gap, bit): GapPlan => {
    const open = rules.filter((rule) => rule.gives > 0).flatMap((rule) => chainsTo(rule.node, new Set(gap.missing)));
    const when = gap.when ? program.node(expandRules(policy, gap.when)) : null;
    return { bit, scope: program.join('all', limbsWithout(gap.scopeWaivers)), when, chains: open };
  });
  const scope = program.join('all', limbsWithout([]));
  let classRules = 0;
  for (const rule of rules) if (rule.gives > 0) classRules |= 1 << rule.bit;

  const run = (columns: FactColumns): Verdicts => {
    const { size } = columns;
    const verdicts: Verdicts = {
      matched: new Uint32Array(size),
      unknown: new Uint32Array(size),
      proposed: new Uint8Array(size),
      gaps: new Uint32Array(size),
      scope: new Uint8Array(size),
    };
    const bound = program.bind(columns);
    // Strictest class first, so that the first to arrive is the one proposed.
    const order = [...rules].sort((a, b) => (a.gives || 256) - (b.gives || 256));
    for (let start = 0; start < size; start += 32 * WORDS_PER_RUN) {
      const words = Math.min(WORDS_PER_RUN, Math.ceil((size - start) / 32));
      bound.run(start, words);
      writeScope(verdicts, bound.registers[scope.register]!, start, words, size);
      for (const rule of order) writeRule(verdicts, bound.registers[rule.node.register]!, rule, start, words, size);
      for (const gap of gaps) writeGap(verdicts, bound.registers, gap, start, words, size);
    }
    for (const [row, facts] of columns.exceptions) {
      writeJudgement(verdicts, row, judge(facts, policy, { ...options, asOf: columns.asOf }), policy, classes);
    }
    return verdicts;
  };
  return { rules: policy.rules.map((rule) => rule.id), classes, gaps: policy.gaps.map((gap) => gap.id), classRules: classRules >>> 0, run };
}

/** Register chains from a node down to each test of one of the fields. */
function chainsTo(node: Node, fields: ReadonlySet<string>): readonly (readonly number[])[] {
  if (node.field !== null) return fields.has(node.field) ? [[node.register]] : [];
  return node.parts.flatMap((part) => chainsTo(part, fields)).map((chain) => [node.register, ...chain]);
}

/** Calls for each set bit of a word with its row. */
function eachRow(bits: number, first: number, size: number, act: (row: number) => void): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const row = first + 31 - Math.clz32(rest & -rest);
    if (row < size) act(row);
  }
}

function writeScope(verdicts: Verdicts, scope: Register, start: number, words: number, size: number): void {
  for (let word = 0; word < words; word += 1) {
    const [yes, open] = [scope.yes[word]!, scope.open[word]!];
    const first = start + 32 * word;
    for (let row = first, bit = 0; bit < 32 && row < size; row += 1, bit += 1)
      verdicts.scope[row] = ((yes >>> bit) & 1) | (((open >>> bit) & 1) << 1);
  }
}

function writeRule(verdicts: Verdicts, register: Register, rule: RulePlan, start: number, words: number, size: number): void {
  const flag = 1 << rule.bit;
  const { matched, unknown, proposed, scope } = verdicts;
  for (let word = 0; word < words; word += 1) {
    const first = start + 32 * word;
    for (let rest = register.yes[word]!; rest !== 0; rest &= rest - 1) {
      const row = first + 31 - Math.clz32(rest & -rest);
      if (row >= size) break;
      matched[row] = matched[row]! | flag;
      if (rule.gives > 0) {
        if (proposed[row] === 0) proposed[row] = rule.gives;
        if (rule.scoped) scope[row] = 1;
      }
    }
    for (let rest = register.open[word]!; rest !== 0; rest &= rest - 1) {
      const row = first + 31 - Math.clz32(rest & -rest);
      if (row >= size) break;
      unknown[row] = unknown[row]! | flag;
    }
  }
}

function writeGap(verdicts: Verdicts, registers: readonly Register[], gap: GapPlan, start: number, words: number, size: number): void {
  const scope = registers[gap.scope.register]!;
  const when = gap.when && registers[gap.when.register]!;
  const flag = 1 << gap.bit;
  for (let word = 0; word < words; word += 1) {
    let bits = when ? when.yes[word]! : 0;
    for (const chain of gap.chains) {
      let open = -1;
      for (const register of chain) open &= registers[register]!.open[word]!;
      bits |= open;
    }
    bits &= scope.yes[word]! | scope.open[word]!;
    eachRow(bits, start + 32 * word, size, (row) => {
      verdicts.gaps[row] = verdicts.gaps[row]! | flag;
    });
  }
}

function writeJudgement(verdicts: Verdicts, row: number, found: Judgement, policy: Policy, classes: readonly string[]): void {
  const bits = (ids: readonly string[], list: readonly { readonly id: string }[]): number =>
    ids.reduce((mask, id) => mask | (1 << list.findIndex((entry) => entry.id === id)), 0);
  verdicts.matched[row] = bits(
    found.matched.map((match) => match.rule),
    policy.rules,
  );
  verdicts.unknown[row] = bits(
    found.unknown.map((open) => open.rule),
    policy.rules,
  );
  verdicts.gaps[row] = bits(found.gaps, policy.gaps);
  verdicts.proposed[row] = found.proposed === null ? 0 : classes.indexOf(found.proposed) + 1;
  verdicts.scope[row] = scopeWords.indexOf(found.scope);
}

/** Verdict value of a subject for which no class rule holds and some class rule cannot be judged. */
export const CANNOT_BE_JUDGED = 255;

/** One code per subject: 0 no class, 1 + class index, or 255 when it cannot be judged. */
export function verdictCodes(verdicts: Verdicts, compiled: CompiledPolicy): Uint8Array {
  return verdicts.proposed.map((proposed, row) =>
    proposed === 0 && (verdicts.unknown[row]! & compiled.classRules) !== 0 ? CANNOT_BE_JUDGED : proposed,
  );
}
