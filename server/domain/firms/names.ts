// Folding of firm names, so that the same firm written in two ways is found, and two firms are not made one.

/** Half-width, upper-case, without blanks, brackets and punctuation; what stood in brackets stays. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s()[\]{}<>〈〉《》「」『』【】〔〕“”"'‘’·•.,，。、:：;；\-—_/\\]/gu, '');
}

/**
 * The folded name with the two short ways of writing a company's form made equal: 有限责任公司 = 有限公司, 股份公司 = 股份有限公司.
 * A limited company and a joint-stock company are different legal persons and stay different.
 */
export function foldCompanyForm(name: string): string {
  return foldName(name)
    .replaceAll('有限责任公司', '有限公司')
    .replaceAll(/股份公司/gu, '股份有限公司');
}

/** What looking a name up gave: one code, several (then nobody is matched), or none. */
export type NameMatch =
  | { readonly found: 'one'; readonly uscc: string }
  | { readonly found: 'several'; readonly usccs: readonly string[] }
  | { readonly found: 'none' };

/** Finds firms by name: as folded first, then with company forms made equal. The first way that finds anybody decides. */
export function nameIndex(firms: Iterable<{ readonly uscc: string; readonly name: string }>): (name: string) => NameMatch {
  const byFold = new Map<string, Set<string>>();
  const byForm = new Map<string, Set<string>>();
  const add = (index: Map<string, Set<string>>, key: string, uscc: string): void => {
    if (key === '') return;
    const codes = index.get(key);
    if (codes) codes.add(uscc);
    else index.set(key, new Set([uscc]));
  };
  for (const { uscc, name } of firms) {
    add(byFold, foldName(name), uscc);
    add(byForm, foldCompanyForm(name), uscc);
  }
  return (name) => {
    const codes = byFold.get(foldName(name)) ?? byForm.get(foldCompanyForm(name));
    if (!codes) return { found: 'none' };
    const usccs = [...codes].sort();
    return usccs.length === 1 ? { found: 'one', uscc: usccs[0]! } : { found: 'several', usccs };
  };
}
