// A policy's conditions as a list of steps over bit registers: every distinct test once, then Kleene and, or, not on 32 rows at a time.
import type { Condition, Predicate } from '../policy.ts';
import { yearsOf } from '../predicate.ts';
import type { FactColumns } from './fact-columns.ts';
import type { Fill } from './leaf.ts';
import { leafFill } from './leaf.ts';

/** Where a condition's outcome stands, with its parts: enough to find which unknown tests keep it open. */
export interface Node {
  readonly register: number;
  readonly field: string | null;
  readonly parts: readonly Node[];
}

type Step =
  | { readonly kind: 'test'; readonly out: number; readonly predicate: Predicate; readonly year: number | null }
  | { readonly kind: 'project'; readonly out: number }
  | { readonly kind: 'all' | 'any'; readonly out: number; readonly inputs: readonly number[] }
  | { readonly kind: 'not'; readonly out: number; readonly input: number };

/** Rows judged at a time, in words of 32: small enough for all registers to stay in the processor's cache. */
export const WORDS_PER_RUN = 128;

/** Registers and steps, built by asking for conditions. */
export class Program {
  readonly #steps: Step[] = [];
  readonly #known = new Map<string, Node>();
  readonly #years: { readonly evaluationYear: number; readonly checkYear: number };

  constructor(years: { readonly evaluationYear: number; readonly checkYear: number }) {
    this.#years = years;
  }

  get registers(): number {
    return this.#steps.length;
  }

  /** The node of a condition; equal conditions share one. */
  node(condition: Condition): Node {
    if ('all' in condition)
      return this.join(
        'all',
        condition.all.map((part) => this.node(part)),
      );
    if ('any' in condition)
      return this.join(
        'any',
        condition.any.map((part) => this.node(part)),
      );
    if ('not' in condition) {
      const part = this.node(condition.not);
      return this.#once(`not ${part.register}`, (out) => ({ kind: 'not', out, input: part.register }), null, [part]);
    }
    if ('rule' in condition) throw new RangeError(`rule reference not expanded: ${condition.rule}`);
    const { field, op, value = null } = condition;
    const tests = yearsOf(condition, this.#years).map((year) =>
      this.#once(JSON.stringify([field, op, value, year]), (out) => ({ kind: 'test', out, predicate: condition, year }), field, []),
    );
    return this.join('all', tests);
  }

  /** And (`all`) or or (`any`) of nodes; one part stands for itself. */
  join(kind: 'all' | 'any', parts: readonly Node[]): Node {
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const inputs = parts.map((part) => part.register);
    return this.#once(`${kind} ${inputs.join(' ')}`, (out) => ({ kind, out, inputs }), null, parts);
  }

  /** True where the subject is a project. */
  project(): Node {
    return this.#once('project', (out) => ({ kind: 'project', out }), null, []);
  }

  #once(key: string, make: (out: number) => Step, field: string | null, parts: readonly Node[]): Node {
    let node = this.#known.get(key);
    if (!node) {
      node = { register: this.#steps.length, field, parts };
      this.#steps.push(make(node.register));
      this.#known.set(key, node);
    }
    return node;
  }

  /** The steps bound to columns: a function that fills all registers for a run of rows. */
  bind(columns: FactColumns): { readonly registers: readonly Register[]; readonly run: (start: number, words: number) => void } {
    const registers = this.#steps.map(() => ({ yes: new Uint32Array(WORDS_PER_RUN), open: new Uint32Array(WORDS_PER_RUN) }));
    const acts = this.#steps.map((step) => bindStep(step, columns, registers));
    const run = (start: number, words: number): void => {
      for (const act of acts) act(start, words);
    };
    return { registers, run };
  }
}

/** One condition's outcome on a run of rows: bits that are true, bits that are unknown. */
export interface Register {
  readonly yes: Uint32Array;
  readonly open: Uint32Array;
}

function bindStep(step: Step, columns: FactColumns, registers: readonly Register[]): (start: number, words: number) => void {
  const out = registers[step.out]!;
  if (step.kind === 'all' || step.kind === 'any') {
    const inputs = step.inputs.map((input) => registers[input]!);
    return step.kind === 'all' ? (_start, words) => joinAll(out, inputs, words) : (_start, words) => joinAny(out, inputs, words);
  }
  if (step.kind === 'not') {
    const input = registers[step.input]!;
    return (_start, words) => {
      for (let word = 0; word < words; word += 1) {
        out.yes[word] = ~(input.yes[word]! | input.open[word]!);
        out.open[word] = input.open[word]!;
      }
    };
  }
  const fill: Fill = step.kind === 'test' ? leafFill(columns, step.predicate, step.year) : projectFill(columns.projects);
  return (start, words) => fill(out.yes, out.open, start, words, columns.size);
}

function projectFill(projects: Uint8Array | null): Fill {
  return (yes, open, start, words, end) => {
    for (let word = 0; word < words; word += 1) {
      let bits = 0;
      if (projects) for (let row = start + 32 * word, bit = 0; bit < 32 && row < end; row += 1, bit += 1) bits |= projects[row]! << bit;
      yes[word] = bits;
      open[word] = 0;
    }
  };
}

/** Kleene and: true where all are, false where any is, else unknown. Input by input, so that nothing is made per word. */
function joinAll(out: Register, inputs: readonly Register[], words: number): void {
  const { yes, open } = out;
  yes.fill(0xffff_ffff, 0, words);
  // Until the end `open` holds what is possible: true or unknown.
  open.fill(0xffff_ffff, 0, words);
  for (const input of inputs) {
    const { yes: sure, open: doubtful } = input;
    for (let word = 0; word < words; word += 1) {
      open[word] = open[word]! & (sure[word]! | doubtful[word]!);
      yes[word] = yes[word]! & sure[word]!;
    }
  }
  for (let word = 0; word < words; word += 1) open[word] = open[word]! & ~yes[word]!;
}

/** Kleene or. */
function joinAny(out: Register, inputs: readonly Register[], words: number): void {
  const { yes, open } = out;
  yes.fill(0, 0, words);
  open.fill(0, 0, words);
  for (const input of inputs) {
    const { yes: sure, open: doubtful } = input;
    for (let word = 0; word < words; word += 1) {
      yes[word] = yes[word]! | sure[word]!;
      open[word] = open[word]! | doubtful[word]!;
    }
  }
  for (let word = 0; word < words; word += 1) open[word] = open[word]! & ~yes[word]!;
}
