// The four sides of a change in the order in which they are shown, and those that name single parcels.
import type { ChangeSide } from '../../api/policy-replies.ts';

export const changeSides = ['entered', 'left', 'changed', 'kept'] as const satisfies readonly ChangeSide[];

/** Sides whose parcels are listed; those that stay are counted and drawn only. */
export const listedSides = ['entered', 'left', 'changed'] as const satisfies readonly ChangeSide[];
