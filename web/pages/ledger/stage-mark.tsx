// The stage of an entry in a word and a shape: declared hollow, verified filled, reversed crossed out. What is remarkable stands beside.
import { useTranslation } from 'react-i18next';
import type { LedgerRowReply } from '../../api/ledger-replies.ts';

export function StageMark({ row }: { row: Pick<LedgerRowReply, 'stage' | 'partly' | 'reversalReason'> }) {
  const { t } = useTranslation();
  return (
    <span className="stage-marks">
      <span className={`stage-mark stage-${row.stage}`}>
        <i aria-hidden="true" />
        {t(`ledger.stages.${row.stage}`)}
      </span>
      {row.partly && <span className="note">{t('ledger.marks.partly')}</span>}
      {row.reversalReason === 'rebound' && <span className="stage-rebound">{t('ledger.marks.rebound')}</span>}
    </span>
  );
}
