// What people do about findings: assign, close, waive with a reason, reopen. Acts are appended; where a finding stands follows from them.
import type { Issue } from './issue.ts';

export const issueActs = ['assign', 'close', 'waive', 'reopen', 'mend'] as const;
/** assign: to whom; close: done; waive: stays as it is, for a reason; reopen; mend: a later file brought the row without the fault. */
export type IssueActName = (typeof issueActs)[number];
/** What people may do; `mend` is written by an import. */
export const personalActs = ['assign', 'close', 'waive', 'reopen'] as const;

export const issueStates = ['open', 'assigned', 'closed', 'waived', 'mended'] as const;
export type IssueState = (typeof issueStates)[number];
export const isSettled = (state: IssueState): boolean => state === 'closed' || state === 'waived' || state === 'mended';

export interface IssueAct {
  readonly issue: string;
  readonly act: IssueActName;
  /** Who shall mend it: a bureau or a person's name; null when the act does not say. */
  readonly to: string | null;
  readonly reason: string | null;
  /** The import that mended it. */
  readonly importId: number | null;
  readonly actor: string;
  readonly recordedAt: string;
}

/** A finding with its lasting name, where it stands, and whose land or firm it concerns. */
export interface KeptIssue extends Issue {
  /** `I12` for a finding of an import; `E…` for one that the evaluation finds again each time. */
  readonly id: string;
  readonly origin: 'import' | 'evaluation';
  /** Nine digits; null when neither parcel nor firm is known. */
  readonly township: string | null;
}

export interface IssueStanding {
  readonly state: IssueState;
  /** Who shall mend it now. */
  readonly to: string;
  readonly last: IssueAct | null;
}

const stateAfter = { assign: 'assigned', close: 'closed', waive: 'waived', reopen: 'open', mend: 'mended' } as const;

/** Where a finding stands after its acts, oldest first. */
export function standingOfIssue(issue: { readonly mender: string }, acts: readonly IssueAct[]): IssueStanding {
  let to: string = issue.mender;
  for (const act of acts) to = act.to ?? to;
  const last = acts.at(-1) ?? null;
  return { state: last ? stateAfter[last.act] : 'open', to, last };
}

/** Why an act cannot be done now; null when it can. */
export function actFault(state: IssueState, act: Pick<IssueAct, 'act' | 'to' | 'reason'>): string | null {
  if (act.act === 'waive' && (act.reason ?? '').trim() === '') return '免于整改必须写明理由';
  if (act.act === 'assign' && (act.to ?? '').trim() === '') return '分派必须写明给谁';
  if (act.act === 'reopen' && !isSettled(state)) return '没有办结，无须重开';
  if (act.act !== 'reopen' && isSettled(state)) return '已办结，先重开再处理';
  return null;
}
