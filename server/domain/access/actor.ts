// Who asks: the role decides what may be done, the township scope what may be seen.
import type { TownshipCode } from '../land/codes.ts';

export const roles = ['viewer', 'clerk', 'bureau', 'planner', 'leader', 'administrator'] as const;
/** viewer 浏览, clerk 乡镇经办, bureau 部门, planner 自然资源规划, leader 领导, administrator 系统管理. */
export type Role = (typeof roles)[number];

/** The person (or the demonstration's stand-in) behind a request. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  /** Townships whose land may be seen; 'all' for the whole county. Land without a township is seen with 'all' only. */
  readonly townships: 'all' | readonly TownshipCode[];
}

/** Who acts while nobody signs in. */
export const openActor: Actor = { name: '演示用户', role: 'planner', townships: 'all' };

/** Names in the record that stand for no person in particular: nobody signed in, or a program wrote. No user may be called so. */
export const unnamedActors: ReadonlySet<string> = new Set([openActor.name, '命令行', '演示', '未登录', 'mutu']);

/** Whether a name in the record is that of somebody who signed in. */
export function isPerson(name: string): boolean {
  return !unnamedActors.has(name);
}

const writers: ReadonlySet<Role> = new Set(['clerk', 'bureau', 'planner', 'administrator']);

/** Whether the role may add to the ledger or decide on idleness. */
export function mayWrite(actor: Actor): boolean {
  return writers.has(actor.role);
}

const governors: ReadonlySet<Role> = new Set(['planner', 'administrator']);

/** Whether the role may keep versions of policies and put them in force. */
export function mayGovern(actor: Actor): boolean {
  return governors.has(actor.role);
}

/** Text that is equal for actors who see the same land; part of every cache key. */
export function scopeKey(actor: Actor): string {
  return actor.townships === 'all' ? 'all' : [...new Set(actor.townships)].sort().join('+') || 'nothing';
}

/** Whether land of a township (null: of none) is in the actor's scope. */
export function sees(actor: Actor, township: string | null): boolean {
  return actor.townships === 'all' || (township !== null && (actor.townships as readonly string[]).includes(township));
}
