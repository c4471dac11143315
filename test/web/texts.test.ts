// The languages say the same things: the same keys (the compiler checks that too) with the same blanks to fill.
import { describe, expect, test } from 'vitest';
import { en } from '../../web/i18n/en/texts.ts';
import { zhCN } from '../../web/i18n/zh-cn/texts.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

const blanks = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

describe('texts', () => {
  const [chinese, english] = [new Map(leaves(zhCN)), new Map(leaves(en))];

  test('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  test('leave the same blanks', () => {
    const different = [...chinese]
      .filter(([key, text]) => blanks(text).join() !== blanks(english.get(key) ?? '').join())
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  test('are never empty', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});
