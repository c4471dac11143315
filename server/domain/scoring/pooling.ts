// Who is evaluated together: tenants merged into the lot, following its holder, or apart, as the county's rule says.
import { compareMu, sumMicroMu } from '../units.ts';
import type { TenantRule } from './parameters.ts';
import { firmSubject, type Member, type Subject } from './subjects.ts';

/**
 * Subjects from firms, in order of their first firm. Every firm is in exactly one subject, as member or as follower, with all its
 * figures, so that sums are conserved. Firms without land, and tenants that the rule sets apart, stand alone.
 */
export function poolSubjects(members: readonly Member[], rule: TenantRule): Subject[] {
  if (rule.mode === 'merged') return mergedSubjects(members, rule);
  if (rule.mode === 'follow') return followedSubjects(members, rule);
  return members.map((member) => firmSubject(member));
}

/**
 * Firms with own-use or held land are joined with whoever else has such land on the same lot; a firm that only leases joins
 * the lot on which it leases most (ties: lower code), so that one tenant never chains two landlords together.
 */
function mergedSubjects(members: readonly Member[], rule: TenantRule): Subject[] {
  const groups = new LotGroups();
  for (const member of members) for (const lot of lotsToJoin(member, rule)) groups.join(firmKey(member), lotKey(lot));
  const pools = new Map<string, Member[]>();
  for (const member of members) {
    const key = groups.rootOf(firmKey(member));
    const pool = pools.get(key);
    if (pool) pool.push(member);
    else pools.set(key, [member]);
  }
  return [...pools.values()].map((pool) => (pool.length === 1 ? firmSubject(pool[0]!) : pooledSubject(pool, rule)));
}

function lotsToJoin(member: Member, rule: TenantRule): readonly string[] {
  if (member.tenantOnly) return standsAlone(member, rule) ? [] : [member.lots[0]!.parcel];
  return [...member.lots.filter((lot) => lot.role === '自用').map((lot) => lot.parcel), ...member.held];
}

function standsAlone(tenant: Member, rule: TenantRule): boolean {
  if (rule.aboveScaleApart && tenant.account?.aboveScale === true) return true;
  return rule.apartFrom !== null && compareMu(sumMicroMu(tenant.lots.map((lot) => lot.area)), rule.apartFrom) >= 0;
}

/** Named after a lot that joined the pool: such a lot belongs to no other pool, while one that the principal only leases may. */
function pooledSubject(pool: readonly Member[], rule: TenantRule): Subject {
  const members = [...pool].sort(principalFirst);
  const principal = members[0]!;
  return {
    id: `lot:${lotsToJoin(principal, rule)[0]!}`,
    name: `${principal.name}等${pool.length}家`,
    kind: 'lot',
    members,
    followers: [],
    facts: {},
  };
}

/** Holders before tenants, then more land on the first lot, then the lower code: the first gives the pool its name. */
function principalFirst(a: Member, b: Member): number {
  if (a.tenantOnly !== b.tenantOnly) return a.tenantOnly ? 1 : -1;
  const difference = (b.lots[0]?.area ?? 0) - (a.lots[0]?.area ?? 0);
  return difference !== 0 ? difference : a.uscc < b.uscc ? -1 : 1;
}

/** Tenants follow the firm with the most own-use land on the lot where they lease most, else its registered holder; else they stand alone. */
function followedSubjects(members: readonly Member[], rule: TenantRule): Subject[] {
  const holders = new Map<string, { readonly member: Member; readonly area: number }>();
  for (const member of members) {
    for (const parcel of member.held) if (!holders.has(parcel)) holders.set(parcel, { member, area: 0 });
    for (const lot of member.lots) {
      if (lot.role === '自用' && lot.area > (holders.get(lot.parcel)?.area ?? -1)) holders.set(lot.parcel, { member, area: lot.area });
    }
  }
  const followers = new Map<string, Member[]>();
  const leaders: Member[] = [];
  for (const member of members) {
    const holder = member.tenantOnly && !standsAlone(member, rule) ? holders.get(member.lots[0]!.parcel) : undefined;
    if (!holder) leaders.push(member);
    else followers.set(holder.member.uscc, [...(followers.get(holder.member.uscc) ?? []), member]);
  }
  return leaders.map((member) => firmSubject(member, followers.get(member.uscc) ?? []));
}

function firmKey(member: Member): string {
  return `firm:${member.uscc}`;
}

function lotKey(parcel: string): string {
  return `lot:${parcel}`;
}

/** Disjoint sets of firms and lots. */
class LotGroups {
  readonly #parents = new Map<string, string>();

  rootOf(key: string): string {
    let root = key;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    for (let at = key; at !== root;) {
      const next = this.#parents.get(at)!;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    if (rootA !== rootB) this.#parents.set(rootA, rootB);
  }
}
