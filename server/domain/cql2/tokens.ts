// CQL2 text cut into tokens, each with its place.

export type TokenKind = 'word' | 'name' | 'text' | 'number' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A word as written, a quoted name or a text without its quotes, a number's digits, or a sign. */
  readonly value: string;
  /** Place of its first character, from 1. */
  readonly position: number;
}

/** Why a text is no filter, and where: characters are counted from 1. */
export class Cql2Fault extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const space = /\s+/y;
// A minus directly before digits belongs to the number: there is no arithmetic here.
const number = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y;
const word = /[\p{L}_][\p{L}\p{N}_.:]*/uy;
const sign = /<>|<=|>=|[=<>(),]/y;
// A quote inside is doubled, or has a backslash before it.
const text = /'((?:''|\\'|[^'])*)'/y;
const name = /"((?:""|[^"])*)"/y;

const kinds: readonly (readonly [TokenKind, RegExp])[] = [
  ['text', text],
  ['name', name],
  ['number', number],
  ['word', word],
  ['sign', sign],
];

function unquoted(kind: TokenKind, match: RegExpExecArray): string {
  if (kind === 'text') return match[1]!.replaceAll(/''|\\'/g, "'");
  if (kind === 'name') return match[1]!.replaceAll('""', '"');
  return match[0];
}

function skipSpace(source: string, from: number): number {
  space.lastIndex = from;
  return space.test(source) ? space.lastIndex : from;
}

/** The tokens of a text, the last of kind `end`; a fault at the first character that begins none. */
export function tokensOf(source: string): readonly Token[] | Cql2Fault {
  const tokens: Token[] = [];
  let place = skipSpace(source, 0);
  while (place < source.length) {
    let found: Token | null = null;
    for (const [kind, pattern] of kinds) {
      pattern.lastIndex = place;
      const match = pattern.exec(source);
      if (!match) continue;
      found = { kind, value: unquoted(kind, match), position: place + 1 };
      place += match[0].length;
      break;
    }
    if (!found) {
      const character = String.fromCodePoint(source.codePointAt(place)!);
      return new Cql2Fault(character === "'" || character === '"' ? 'a quote is not closed' : `unexpected ${character}`, place + 1);
    }
    tokens.push(found);
    place = skipSpace(source, place);
  }
  tokens.push({ kind: 'end', value: '', position: source.length + 1 });
  return tokens;
}
