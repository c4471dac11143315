// What mutu lineage tells people: an act in a line with its pieces, what a trial would carry, why one was refused.
import { lineageWords } from '#domain/ledger/lineage.ts';
import type { refusalOf } from '../serve/lineage-acts.ts';
import type { ActReply, PlanReply } from '../serve/lineage.ts';

type Part = ActReply['parts'][number];
const partLine = ({ from, to, areaMu, fromTownship, toTownship }: Part): string =>
  from === to && fromTownship !== toTownship
    ? `  ${from}：${fromTownship ?? '未归乡镇'} → ${toTownship ?? '未归乡镇'}，${areaMu} 亩\n`
    : `  ${from} → ${to}，${areaMu} 亩\n`;

export function actLine({ id, kind, date, parts, undoes, undoneBy, undoneOn, entries, basis, actor }: ActReply): string {
  const undone = undoneBy === null ? '' : `（已由第 ${undoneBy} 项自 ${undoneOn} 撤销）`;
  const of = undoes === null ? '' : `第 ${undoes} 项`;
  const carried = entries.length > 0 ? `  承继台账第 ${entries.join('、')} 条\n` : '';
  return `第 ${id} 项 ${date} ${lineageWords[kind]}${of}${undone} · ${basis} · ${actor}\n${parts.map(partLine).join('')}${carried}`;
}

export function refusalLines({ detail, conflicts }: ReturnType<typeof refusalOf>): string {
  const told = (conflicts ?? []).map((one) => `  ${JSON.stringify(one)}\n`).join('');
  return `拒绝，未作改动：${detail}\n${told}`;
}

export function planLines({ kind, date, parts, carried, faults, conflicts, notices }: PlanReply): string {
  const sound = faults.length + conflicts.length === 0;
  return [
    `试算 ${date} ${lineageWords[kind]}：${sound ? '可以登记，未写入' : '不能登记，未写入'}\n`,
    ...parts.map(partLine),
    ...carried.map(
      ({ entry, after }) => `  台账第 ${entry} 条 → ${after.map(({ parcel, grossMu }) => `${parcel} ${grossMu} 亩`).join('、')}\n`,
    ),
    ...faults.map(({ message }) => `  不合：${message}\n`),
    ...conflicts.map(({ id, parcel, overlapMu }) => `  容不下：第 ${id} 条在 ${parcel} 上多 ${overlapMu} 亩\n`),
    ...notices.map((notice) => `  应知：${notice}\n`),
  ].join('');
}
