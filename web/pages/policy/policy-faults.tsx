// Why a policy text was refused: in a sentence, and place by place with line, column and path.
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem.ts';
import { problemText } from '../../ui/problem-text.ts';
import { FaultTable } from './fault-table.tsx';

export function PolicyFaults({ reason }: { reason: unknown }) {
  const { t } = useTranslation();
  const issues = reason instanceof Problem ? reason.issues.filter((issue) => issue['line'] !== undefined) : [];
  return (
    <div role="alert" className="policy-faults" data-testid="policy-faults">
      <strong>{t('policy.versions.refused')}</strong>
      {issues.length === 0 ? <p>{problemText(t, reason)}</p> : <FaultTable issues={issues} />}
      <p className="note">{t('policy.versions.kept')}</p>
    </div>
  );
}
