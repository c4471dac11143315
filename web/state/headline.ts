// Which targets stand first: those of the policy that is shown, then what was handed down, then one's own.

/** What decides a target's place. */
interface TargetPlace {
  readonly policy: string;
  readonly origin?: 'regulatory' | 'inherited' | 'own' | undefined;
  readonly headline?: boolean | undefined;
  readonly parent?: string | null | undefined;
}

/** Targets of a policy, headline first, parts of another target after; then inherited and own ones, whatever policy they count under. */
export function targetsInOrder<T extends TargetPlace>(targets: readonly T[], policy: string | null): T[] {
  const isStated = (target: T): boolean => target.origin === 'inherited' || target.origin === 'own';
  const weight = (target: T): number =>
    target.origin === 'own' ? 4 : target.origin === 'inherited' ? 3 : target.headline ? 0 : target.parent ? 2 : 1;
  return targets.filter((target) => isStated(target) || target.policy === policy).sort((a, b) => weight(a) - weight(b));
}
