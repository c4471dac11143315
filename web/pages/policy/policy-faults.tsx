// Why a policy text was refused: in a sentence, and place by place with line, column and path.
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem.ts';
import { problemText } from '../../ui/problem-text.ts';

const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

export function PolicyFaults({ reason }: { reason: unknown }) {
  const { t } = useTranslation();
  const issues = reason instanceof Problem ? reason.issues.filter((issue) => issue['line'] !== undefined) : [];
  return (
    <div role="alert" className="policy-faults" data-testid="policy-faults">
      <strong>{t('policy.versions.refused')}</strong>
      {issues.length === 0 ? (
        <p>{problemText(t, reason)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('policy.versions.line')}</th>
              <th scope="col">{t('policy.versions.column')}</th>
              <th scope="col">{t('policy.versions.path')}</th>
              <th scope="col">{t('policy.versions.fault')}</th>
            </tr>
          </thead>
          <tbody>
            {issues.map((issue) => (
              <tr key={JSON.stringify(issue)}>
                <td>{word(issue['line'])}</td>
                <td>{word(issue['column'])}</td>
                <td>{word(issue['path'])}</td>
                <td lang="zh-CN">{word(issue['message'])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="note">{t('policy.versions.kept')}</p>
    </div>
  );
}
