// Which of a policy's land targets stands first: the one it calls its headline, and never a part of another.

export interface TargetPlace {
  readonly policy: string;
  readonly headline?: boolean | undefined;
  readonly parent?: string | null | undefined;
}

/** Targets of a policy, headline first; parts of another target last. */
export function targetsInOrder<T extends TargetPlace>(targets: readonly T[], policy: string | null): T[] {
  const weight = (target: T): number => (target.headline ? 0 : target.parent ? 2 : 1);
  return targets.filter((target) => target.policy === policy).sort((a, b) => weight(a) - weight(b));
}
