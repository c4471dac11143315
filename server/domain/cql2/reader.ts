// Walks over tokens: what comes next, take it when it is what is looked for, refuse with its place when it is not.
import { Cql2Fault, type Token, type TokenKind } from './tokens.ts';

export interface Reader {
  peek(): Token;
  next(): Token;
  isWord(word: string): boolean;
  takeWord(word: string): boolean;
  takeSign(sign: string): boolean;
  /** True when a word and an opening bracket follow. */
  startsCall(word: string): boolean;
  expectWord(word: string): void;
  expectSign(sign: string): void;
  expectKind(kind: TokenKind, what: string): Token;
  /** Throws the fault at the next token: a fault of the text, not of the program; `parseCql2` makes it a value. */
  refuse(message: string): never;
}

/** A reader at the first of the tokens. Keywords are read in any case. */
export function createReader(tokens: readonly Token[]): Reader {
  let place = 0;
  const peek = (): Token => tokens[Math.min(place, tokens.length - 1)]!;
  const next = (): Token => {
    const token = peek();
    place += 1;
    return token;
  };
  const isWord = (word: string): boolean => peek().kind === 'word' && peek().value.toLowerCase() === word;
  const isSign = (sign: string, offset = 0): boolean => {
    const token = tokens[place + offset];
    return token?.kind === 'sign' && token.value === sign;
  };
  const refuse = (message: string): never => {
    throw new Cql2Fault(message, peek().position);
  };
  const found = (): string => (peek().kind === 'end' ? 'the end' : peek().value);
  const takeIf = (holds: boolean): boolean => {
    if (holds) place += 1;
    return holds;
  };
  return {
    peek,
    next,
    isWord,
    takeWord: (word) => takeIf(isWord(word)),
    takeSign: (sign) => takeIf(isSign(sign)),
    startsCall: (word) => isWord(word) && isSign('(', 1),
    expectWord: (word) => void (takeIf(isWord(word)) || refuse(`expected ${word.toUpperCase()}, found ${found()}`)),
    expectSign: (sign) => void (takeIf(isSign(sign)) || refuse(`expected ${sign}, found ${found()}`)),
    expectKind: (kind, what) => (peek().kind === kind ? next() : refuse(`expected ${what}, found ${found()}`)),
    refuse,
  };
}
