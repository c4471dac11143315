// Industry tags and "is industry" from the GB/T 4754-2017 code of a firm. The documents name industries; registers give codes.
import type { Truth } from './judgement.ts';
import { either } from './judgement.ts';

/**
 * Code prefixes whose firms carry the tag, and only they. Source: GB/T 4754-2017 国民经济行业分类 (four-digit classes). Tags that
 * name a process or a product no class stands for (喷涂, 不锈钢, 废旧塑料加工, 小冶炼 …) are not here: the code cannot decide them.
 */
const prefixesByTag: { readonly [tag: string]: readonly string[] } = {
  铸造: ['3391', '3392'],
  化工: ['26'],
  印染: ['1713', '1723', '1733', '1743', '1752', '1762'],
  织造: ['1712', '1722', '1732', '1742', '1751', '1761'],
  化纤: ['28'],
  造纸: ['221', '222'],
  平板玻璃: ['3041'],
  烧结砖: ['3031'],
  金属表面处理: ['336'],
};

/** Digits of a code as registers write it (`C3391`, `3391`, `33`); null when it is not one. */
function digitsOf(code: string): string | null {
  const match = /^[A-Ta-t]?(\d{2,4})$/.exec(code.normalize('NFKC').trim());
  return match ? match[1]! : null;
}

/** Whether a firm with this code carries the tag; 'unknown' when the code is too short, is none, or cannot decide the tag. */
export function tagFromCode(code: string, tag: string): Truth {
  const prefixes = prefixesByTag[tag];
  const digits = digitsOf(code);
  if (!prefixes || digits === null) return 'unknown';
  return prefixes.reduce<Truth>((found, prefix) => {
    const here: Truth = digits.startsWith(prefix) ? true : prefix.startsWith(digits) ? 'unknown' : false;
    return either(found, here);
  }, false);
}

/** Tags that the code decides in the firm's favour, for display. */
export function tagsOfCode(code: string): readonly string[] {
  return Object.keys(prefixesByTag).filter((tag) => tagFromCode(code, tag) === true);
}

/** Industry (工业) is divisions 06–46: mining, manufacturing, power, gas and water. */
export function industrialByCode(code: string): Truth {
  const digits = digitsOf(code);
  if (digits === null) return 'unknown';
  const division = Number(digits.slice(0, 2));
  return division >= 6 && division <= 46;
}
