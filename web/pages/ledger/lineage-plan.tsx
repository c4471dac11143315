// What an act of lineage would do: land by parts, entries that go on, what stands against it and by how much.
import { useTranslation } from 'react-i18next';
import type { LineagePlanReply } from '../../api/lineage-queries.ts';
import { count, plainNumber } from '../../format.ts';

const most = 12;

export function LineagePlan({ plan, checking }: { plan: LineagePlanReply; checking: boolean }) {
  const { t } = useTranslation();
  const refused = plan.faults.length + plan.conflicts.length > 0;
  return (
    <div className={refused ? 'ledger-check refused' : 'ledger-check'} aria-busy={checking}>
      <p role="status">
        <b>{t(refused ? 'ledger.lineage.refused' : 'ledger.lineage.fine')}</b>
      </p>
      <ul>
        {plan.faults.map(({ message }) => (
          <li key={message} className="ledger-fault">
            {message}
          </li>
        ))}
        {plan.conflicts.map(({ id, parcel, overlapMu }) => (
          <li key={`${id} ${parcel}`} className="ledger-fault">
            {t('ledger.lineage.conflict', { id, parcel, value: plainNumber(overlapMu, 6) })}
          </li>
        ))}
      </ul>
      {!refused && (
        <>
          <ul>
            {plan.parts.slice(0, most).map(({ from, to, areaMu }) => (
              <li key={`${from} ${to}`}>{`${from} → ${to} · ${plainNumber(areaMu, 6)} ${t('frame.unit.mus')}`}</li>
            ))}
          </ul>
          {plan.parts.length > most && <p className="note">{t('ledger.lineage.more', { value: count(plan.parts.length - most) })}</p>}
          <p>
            {plan.carried.length === 0
              ? t('ledger.lineage.noneCarried')
              : t('ledger.lineage.carried', { value: count(plan.carried.length) })}
          </p>
          <ul>
            {plan.carried.slice(0, most).map(({ entry, after }) => (
              <li key={entry}>
                {t('ledger.entry.title', { id: entry })}：
                {after.map(({ parcel, grossMu }) => `${parcel} ${plainNumber(grossMu, 6)}`).join('、')}
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="note">
        {plan.notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
    </div>
  );
}
