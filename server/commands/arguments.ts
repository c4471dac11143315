// The command line's words: options and files of one command, checked, with the reason in words when they are wrong.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type CountyCode, parseCountyCode } from '#domain/land/codes.ts';
import { type IsoDate, parseIsoDate } from '#domain/period.ts';

/** The caller asked for something that cannot be asked for. */
export class ArgumentError extends Error {}

export interface Arguments {
  readonly files: readonly string[];
  text(name: string): string | undefined;
  flag(name: string): boolean;
  required(name: string): string;
  county(): CountyCode;
  /** A whole number within bounds; undefined when not given. */
  number(name: string, from: number, to: number): number | undefined;
  /** A day, YYYY-MM-DD; undefined when not given. */
  day(name: string): IsoDate | undefined;
}

/** `options`: name → whether it takes a value. */
export function readArguments(words: readonly string[], options: Readonly<Record<string, 'text' | 'flag'>>): Arguments {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, kind]) => [name, kind === 'flag' ? { type: 'boolean' as const } : { type: 'string' as const }]),
  ) satisfies ParseArgsConfig['options'];
  const parsed = parse(words, { ...config, output: { type: 'string', short: 'o' } });
  const { values } = parsed;
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const required = (name: string): string => {
    const value = text(name);
    if (value === undefined || value === '') throw new ArgumentError(`缺少 --${name}`);
    return value;
  };
  return {
    files: parsed.positionals,
    text,
    required,
    flag: (name) => values[name] === true,
    county() {
      const given = required('county');
      const code = parseCountyCode(given);
      if (!code) throw new ArgumentError(`--county 应为六位县级代码，现为 ${given}`);
      return code;
    },
    number(name, from, to) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = Number(given);
      if (!/^\d+$/.test(given) || value < from || value > to) throw new ArgumentError(`--${name} 应为 ${from}–${to} 的整数，现为 ${given}`);
      return value;
    },
    day(name) {
      const given = text(name);
      if (given === undefined) return undefined;
      const day = parseIsoDate(given);
      if (!day) throw new ArgumentError(`--${name} 应为 YYYY-MM-DD 形式的日期，现为 ${given}`);
      return day;
    },
  };
}

function parse(
  words: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { values: Readonly<Record<string, unknown>>; positionals: string[] } {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The platform's own words name the option that is wrong.
    if (error instanceof TypeError) throw new ArgumentError(error.message);
    throw error;
  }
}

/** One of a list of words. */
export function oneOf<T extends string>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === given);
  if (found === undefined) throw new ArgumentError(`--${option} 应为 ${allowed.join(' | ')} 之一，现为 ${given}`);
  return found;
}
