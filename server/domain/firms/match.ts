// Which firm holds which parcel, and under which firm's code an account or a tenure row belongs.
import type { Account, Firm, OccupancyBasis, Tenure } from './firm.ts';
import type { Parcel } from '../land/parcel.ts';
import { type DecidedMatches, nothingDecided } from './match-decisions.ts';
import { foldCompanyForm, type NameMatch, nameIndex } from './names.ts';

/** The firm found for a parcel's holder. */
export interface HolderMatch {
  readonly uscc: string;
  readonly basis: Exclude<OccupancyBasis, 'tenure'>;
}

/** A name that fits several firms: nobody was matched. */
export interface AmbiguousName {
  /** 宗地代码 of the parcel, or credit code of the account, that carries the name. */
  readonly subject: string;
  readonly noun: 'parcel' | 'account';
  readonly name: string;
  readonly usccs: readonly string[];
}

export interface Matching {
  /** By 宗地代码. */
  readonly holders: ReadonlyMap<string, HolderMatch>;
  /** Codes written in accounts, tenure or parcels that stand for a firm registered under another code, by the name beside them. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The code under which a written code counts. */
  readonly resolve: (uscc: string) => string;
  readonly report: MatchReport;
}

/** What was matched and what was left over, on both sides. */
export interface MatchReport {
  readonly byCode: number;
  /** Parcels whose holder a person confirmed. */
  readonly decided: number;
  readonly byName: readonly { readonly parcel: string; readonly uscc: string; readonly written: string | null }[];
  /** Parcels held by somebody of whom neither code nor name is known, and that nobody occupies by tenure. */
  readonly unmatchedParcels: readonly string[];
  /** Registered firms that stand on no parcel. */
  readonly unmatchedFirms: readonly string[];
  /** Codes of accounts that are in no register and stand on no parcel. */
  readonly unmatchedAccounts: readonly string[];
  /** Codes of accounts that are in no register; some may still stand on a parcel by code. */
  readonly accountsWithoutFirm: readonly string[];
  readonly unusedTenures: readonly Tenure[];
  readonly ambiguous: readonly AmbiguousName[];
  /** Parcels whose code and whose holder's name point at two different firms; the code was followed. */
  readonly contradicting: readonly { readonly parcel: string; readonly byCode: string; readonly byName: string }[];
}

export interface MatchInput {
  readonly parcels: readonly Pick<Parcel, 'code' | 'holder' | 'holderUscc'>[];
  readonly firms: readonly Pick<Firm, 'uscc' | 'name'>[];
  readonly accounts: readonly Pick<Account, 'uscc' | 'name' | 'year'>[];
  readonly tenures: readonly Tenure[];
  /** What people decided; left out: nothing. */
  readonly decided?: DecidedMatches;
}

/** The match without firms that a person said it is not. */
function without(match: NameMatch, isRejected: (uscc: string) => boolean): NameMatch {
  if (match.found === 'none') return match;
  const usccs = (match.found === 'one' ? [match.uscc] : match.usccs).filter((uscc) => !isRejected(uscc));
  if (usccs.length === 0) return { found: 'none' };
  return usccs.length === 1 ? { found: 'one', uscc: usccs[0]! } : { found: 'several', usccs };
}

interface Known {
  readonly register: ReadonlyMap<string, string>;
  /** The register and, behind it, firms that only accounts name. */
  readonly names: ReadonlyMap<string, string>;
}

function knownFirms({ firms, accounts }: MatchInput): Known {
  const register = new Map(firms.map((firm) => [firm.uscc, firm.name]));
  const names = new Map(register);
  for (const { uscc, name } of accounts) if (!names.has(uscc) || (!register.has(uscc) && name !== null)) names.set(uscc, name ?? '');
  return { register, names };
}

/**
 * Accounts under an unregistered code that a person gave to a firm, or whose name is that of exactly one registered firm: a mistyped
 * code. Not when that firm has an account of its own, or another stray one, in the same year: then nobody can say whose figures they are.
 */
function accountAliases(
  { accounts }: MatchInput,
  register: Known['register'],
  decided: DecidedMatches,
  ambiguous: AmbiguousName[],
): Map<string, string> {
  const lookUp = nameIndex([...register].map(([uscc, name]) => ({ uscc, name })));
  const yearsOf = new Map<string, Set<number>>();
  for (const { uscc, year } of accounts) yearsOf.set(uscc, (yearsOf.get(uscc) ?? new Set()).add(year));
  const wanted = new Map<string, string>();
  for (const { uscc, name } of accounts) {
    const chosen = decided.aliases.get(uscc);
    if (chosen !== undefined && chosen !== uscc) wanted.set(uscc, chosen);
    if (register.has(uscc) || name === null || wanted.has(uscc)) continue;
    const match = without(lookUp(name), (firm) => decided.rejected('account', uscc, firm));
    if (match.found === 'one') wanted.set(uscc, match.uscc);
    if (match.found === 'several' && !ambiguous.some((other) => other.subject === uscc))
      ambiguous.push({ subject: uscc, noun: 'account', name, usccs: match.usccs });
  }
  const aliases = new Map<string, string>();
  for (const [stray, firm] of wanted) {
    const rivals = [firm, ...[...wanted].filter(([other, target]) => target === firm && other !== stray).map(([other]) => other)];
    const clash = rivals.some((rival) => [...(yearsOf.get(stray) ?? [])].some((year) => yearsOf.get(rival)?.has(year)));
    if (!clash) aliases.set(stray, firm);
  }
  return aliases;
}

/** Matches holders by what people decided, then by credit code, then by name; tenure is checked for what it refers to. Deterministic in the order of its input. */
export function matchFirms(input: MatchInput): Matching {
  const { register, names } = knownFirms(input);
  const ambiguous: AmbiguousName[] = [];
  const decided = input.decided ?? nothingDecided;
  const aliases = accountAliases(input, register, decided, ambiguous);
  const resolve = (uscc: string): string => aliases.get(uscc) ?? uscc;
  const inRegister = nameIndex([...register].map(([uscc, name]) => ({ uscc, name })));
  const inAccounts = nameIndex(
    [...names].filter(([uscc]) => !register.has(uscc) && !aliases.has(uscc)).map(([uscc, name]) => ({ uscc, name })),
  );
  const lookUp = (name: string): NameMatch => {
    const registered = inRegister(name);
    return registered.found === 'none' ? inAccounts(name) : registered;
  };

  const holders = new Map<string, HolderMatch>();
  const byName: { parcel: string; uscc: string; written: string | null }[] = [];
  const contradicting: { parcel: string; byCode: string; byName: string }[] = [];
  let byCode = 0;
  for (const { code, holder, holderUscc } of input.parcels) {
    const isRejected = (uscc: string): boolean => decided.rejected('parcel', code, uscc);
    const named = holder === null ? ({ found: 'none' } as const) : without(lookUp(holder), isRejected);
    const stated = holderUscc === null ? null : resolve(holderUscc);
    const chosen = decided.holders.get(code);
    if (chosen !== undefined) {
      holders.set(code, { uscc: resolve(chosen), basis: 'decided' });
    } else if (stated !== null && names.has(stated) && !isRejected(stated)) {
      holders.set(code, { uscc: stated, basis: 'holder-code' });
      byCode += 1;
      const sameName = holder !== null && foldCompanyForm(names.get(stated) ?? '') === foldCompanyForm(holder);
      if (named.found === 'one' && named.uscc !== stated && !sameName)
        contradicting.push({ parcel: code, byCode: stated, byName: named.uscc });
    } else if (named.found === 'one') {
      holders.set(code, { uscc: named.uscc, basis: 'holder-name' });
      byName.push({ parcel: code, uscc: named.uscc, written: holderUscc });
    } else if (named.found === 'several') {
      ambiguous.push({ subject: code, noun: 'parcel', name: holder ?? '', usccs: named.usccs });
    }
  }
  // A code written on a parcel that was matched by name is that firm's code wherever else it is written, unless two parcels disagree.
  const writtenFor = new Map<string, Set<string>>();
  for (const { written, uscc } of byName) if (written !== null) writtenFor.set(written, (writtenFor.get(written) ?? new Set()).add(uscc));
  for (const [written, firms] of writtenFor) if (firms.size === 1 && !names.has(written)) aliases.set(written, [...firms][0]!);

  return {
    holders,
    aliases,
    resolve,
    report: {
      byCode,
      decided: [...holders.values()].filter(({ basis }) => basis === 'decided').length,
      byName,
      ambiguous,
      contradicting,
      ...leftOver({ ...input, decided }, { register, names }, holders, resolve),
    },
  };
}

function leftOver(
  { parcels, firms, accounts, tenures, decided }: MatchInput & { readonly decided: DecidedMatches },
  known: Known,
  holders: ReadonlyMap<string, HolderMatch>,
  resolve: (uscc: string) => string,
): Pick<MatchReport, 'unmatchedParcels' | 'unmatchedFirms' | 'unmatchedAccounts' | 'accountsWithoutFirm' | 'unusedTenures'> {
  const codes = new Set(parcels.map((parcel) => parcel.code));
  const used = tenures.filter(({ parcel, uscc }) => codes.has(parcel) && !decided.rejected('parcel', parcel, resolve(uscc)));
  const shared = parcels.flatMap(({ code }) => decided.splitsOf(code).map(({ shares }) => ({ code, shares })));
  const standing = new Set([
    ...[...holders.values()].map((holder) => holder.uscc),
    ...used.map((tenure) => resolve(tenure.uscc)),
    ...shared.flatMap(({ shares }) => shares.map(({ uscc }) => resolve(uscc))),
  ]);
  const occupied = new Set([
    ...used.filter((tenure) => tenure.role !== '出租').map((tenure) => tenure.parcel),
    ...shared.map(({ code }) => code),
  ]);
  const strangers = [...new Set(accounts.map((account) => resolve(account.uscc)))].filter((uscc) => !known.register.has(uscc));
  return {
    unmatchedParcels: parcels.map((parcel) => parcel.code).filter((code) => !holders.has(code) && !occupied.has(code)),
    unmatchedFirms: firms.map((firm) => firm.uscc).filter((uscc) => !standing.has(uscc)),
    unmatchedAccounts: strangers.filter((uscc) => !standing.has(uscc)),
    accountsWithoutFirm: strangers,
    unusedTenures: tenures.filter((tenure) => !codes.has(tenure.parcel)),
  };
}
