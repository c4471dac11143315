// A county's plans as they stand, and the parcels that approved plans have taken up: those are not offered a second time.
import { planNow, takenUp, type PlanNow } from '#domain/repurchase/plan.ts';
import type { CountySheet } from '../sheet.ts';

/** All plans after their acts, in the order of writing. */
export function plansNow({ data, once }: CountySheet): readonly PlanNow[] {
  return once('plans', () => (data.repurchasePlans ?? []).map((plan) => planNow(plan, data.repurchasePlanActs ?? [])));
}

/** Name of the approved plan by 宗地代码. */
export function plannedParcels(sheet: CountySheet): ReadonlyMap<string, string> {
  return sheet.once('planned parcels', () => takenUp(plansNow(sheet)));
}
