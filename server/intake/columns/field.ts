// What a subject's columns are: canonical field, the headers it goes by, what it measures.

import type { Bureau } from '#domain/issue.ts';

/** Kinds of quantity; each has units that a header or a cell may state. */
export type Quantity = 'land' | 'money' | 'energy' | 'power' | 'mass' | 'water' | 'count';

export interface Field {
  /** Canonical name, snake_case. */
  readonly name: string;
  /** Headers by which it is known, Chinese and English, best first. The canonical name itself is always one. */
  readonly headers: readonly string[];
  readonly quantity?: Quantity;
  /** Unit when neither header, unit row nor table states one; left out for land whose unit the drawing decides. */
  readonly unit?: string;
  /** Codes and names, which a merged cell repeats for every row it spans (amounts are not repeated). */
  readonly repeats?: boolean;
  /** Who mends a wrong value, where that is not whoever sends the file. */
  readonly mender?: Bureau;
}

/** A header reduced to what is compared: half-width, lower-case, without spaces, marks and brackets. */
export function foldHeader(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_*:：,，.。、;；'"“”‘’·\-—/\\()[\]{}<>《》【】〔〕#]+/g, '');
}

export interface HeaderParts {
  /** The header without its brackets. */
  readonly base: string;
  /** Whole header, brackets' content included. */
  readonly whole: string;
  /** What stands in brackets, or after a comma or "单位", in order. */
  readonly brackets: readonly string[];
}

/** Splits `税收实际贡献(万元)` into name and bracketed remarks. A bracket cut off by the format still counts. */
export function headerParts(header: string): HeaderParts {
  const plain = header
    .normalize('NFKC')
    .replaceAll('〔', '(')
    .replaceAll('〕', ')')
    .replaceAll('【', '(')
    .replaceAll('】', ')')
    .replaceAll('[', '(')
    .replaceAll(']', ')');
  const brackets = [...plain.matchAll(/\(([^()]*)\)?/g)].map((match) => match[1]!.trim());
  const outside = plain.replaceAll(/\([^()]*\)?/g, '');
  const [base = '', ...tail] = outside.split(/[,，]|单位[::]?/);
  return {
    base: foldHeader(base),
    whole: foldHeader(header),
    brackets: [...brackets, ...tail].flatMap((part) => part.split(/[,，、;；\s]+/)).filter((part) => part !== ''),
  };
}
