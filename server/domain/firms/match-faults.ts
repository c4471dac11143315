// Whether a decision of the matching desk may be written: what it names exists, and it takes nothing twice.
import type { Parcel } from '../land/parcel.ts';
import { countedArea } from '../land/parcel.ts';
import { muText } from './facts.ts';
import { decisionsInForce, type MatchAct, type MatchDecision } from './match-decisions.ts';

/** What a decision is checked against. */
export interface MatchGround {
  parcel(code: string): Pick<Parcel, 'registeredArea' | 'measuredArea'> | null;
  /** Whether the register has the firm. */
  registered(uscc: string): boolean;
  /** Years of the accounts written under a code; empty when there are none. */
  accountYears(code: string): readonly number[];
  readonly decisions: readonly MatchDecision[];
}

/** Why a decision is not written; `field` is the part that is wrong. */
export interface MatchFault {
  readonly field: 'subject' | 'uscc' | 'parcel' | 'shares' | 'toYear' | 'decision';
  readonly message: string;
}

const fault = (field: MatchFault['field'], message: string): MatchFault => ({ field, message });

/** The first fault of an act, or null when it may be written. */
export function matchFault(act: MatchAct, ground: MatchGround): MatchFault | null {
  switch (act.act) {
    case 'withdraw':
      return decisionsInForce(ground.decisions).some(({ id }) => id === act.decision)
        ? null
        : fault('decision', `没有第 ${act.decision} 条有效的匹配决定`);
    case 'split':
      return splitFault(act, ground);
    default:
      return act.noun === 'parcel' ? parcelLinkFault(act, ground) : accountLinkFault(act, ground);
  }
}

type Link = Extract<MatchAct, { act: 'confirm' | 'reject' }>;

function unknownFirm(uscc: string, ground: MatchGround): MatchFault | null {
  return ground.registered(uscc) || ground.accountYears(uscc).length > 0 ? null : fault('uscc', `名册和账目中都没有企业 ${uscc}`);
}

function parcelLinkFault({ act, subject, uscc }: Link, ground: MatchGround): MatchFault | null {
  if (!ground.parcel(subject)) return fault('subject', `没有宗地 ${subject}`);
  // Who is not there may be anybody; who is there must be known.
  return act === 'reject' ? null : unknownFirm(uscc, ground);
}

function accountLinkFault({ act, subject, uscc }: Link, ground: MatchGround): MatchFault | null {
  const years = ground.accountYears(subject);
  if (years.length === 0) return fault('subject', `账目中没有代码 ${subject}`);
  if (act === 'reject') return null;
  if (ground.registered(subject)) return fault('subject', `${subject} 是名册中的企业，它的账目就是它自己的`);
  if (!ground.registered(uscc)) return fault('uscc', `名册中没有企业 ${uscc}`);
  const own = new Set(ground.accountYears(uscc));
  const both = years.filter((year) => own.has(year));
  return both.length === 0 ? null : fault('uscc', `${uscc} 在 ${both.join('、')} 年已有自己的账目，同一年不能再计一份`);
}

function splitFault(
  { parcel: code, shares, fromYear, toYear }: Extract<MatchAct, { act: 'split' }>,
  ground: MatchGround,
): MatchFault | null {
  const parcel = ground.parcel(code);
  if (!parcel) return fault('parcel', `没有宗地 ${code}`);
  if (fromYear !== null && toYear !== null && toYear < fromYear) return fault('toYear', `止年 ${toYear} 早于起年 ${fromYear}`);
  const twice = shares.find(({ uscc, role }, index) => shares.findIndex((other) => other.uscc === uscc && other.role === role) < index);
  if (twice) return fault('shares', `${twice.uscc} 以“${twice.role}”出现了两次`);
  for (const { uscc } of shares) {
    const unknown = unknownFirm(uscc, ground);
    if (unknown) return { ...unknown, field: 'shares' };
  }
  const counted = countedArea(parcel)?.area ?? null;
  const sum = shares.reduce((total, share) => total + share.area, 0);
  return counted !== null && sum > counted ? fault('shares', `各户合计 ${muText(sum)} 亩，超过宗地 ${muText(counted)} 亩`) : null;
}
