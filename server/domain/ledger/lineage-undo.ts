// Taking an act of lineage back from a day on: its parts the other way round, while nothing later rests on it.
import type { TownshipCode } from '../land/codes.ts';
import type { IsoDate } from '../period.ts';
import { inOrderOfDay, type Lineage, type LineagePart, lineageWords, townshipOn } from './lineage.ts';
import type { LineageFault } from './lineage-parts.ts';

/** Why an act cannot be taken back; `already`: it was. */
export interface UndoFault extends LineageFault {
  readonly already?: boolean;
}

/** What came after the act on the same parcels. */
function laterAct(acts: readonly Lineage[], act: Lineage): Lineage | null {
  const codes = new Set(act.parts.flatMap(({ from, to }) => [from, to]));
  const ordered = inOrderOfDay(acts);
  const place = ordered.findIndex(({ id }) => id === act.id);
  return ordered.slice(place + 1).find(({ parts }) => parts.some(({ from, to }) => codes.has(from) || codes.has(to))) ?? null;
}

/** The undoing act's parts, or why there is none. `townshipNow`: township of a parcel on the register. */
export function undoParts(
  acts: readonly Lineage[],
  id: number,
  date: IsoDate,
  townshipNow: (parcel: string) => TownshipCode | null,
): { readonly act: Lineage | null; readonly parts: readonly LineagePart[]; readonly faults: readonly UndoFault[] } {
  const act = acts.find((one) => one.id === id) ?? null;
  const no = (message: string, more: Partial<UndoFault> = {}) => ({ act, parts: [], faults: [{ field: 'id' as const, message, ...more }] });
  if (!act) return no(`没有沿革第 ${id} 项`);
  if (act.kind === 'undo') return no(`第 ${id} 项本身是撤销；要恢复原来的变更，请重新登记`);
  const undone = acts.find((one) => one.undoes === id);
  if (undone) return no(`沿革第 ${id} 项已于 ${undone.date} 撤销（第 ${undone.id} 项）`, { already: true });
  if (date < act.date) return no(`撤销日 ${date} 早于变更日 ${act.date}`, { field: 'date' });
  const later = laterAct(acts, act);
  if (later) return no(`此后又有沿革第 ${later.id} 项（${later.date} ${lineageWords[later.kind]}）涉及同一宗地，请先撤销它`);
  const parts = act.parts.map(({ from, to, area, fromTownship }) => ({
    from: to,
    to: from,
    area,
    fromTownship: townshipOn(acts, to, townshipNow(to), date),
    toTownship: fromTownship,
  }));
  return { act, parts, faults: [] };
}
