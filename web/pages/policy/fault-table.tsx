// What is wrong with a policy text, place by place: line, column, path, fault.
import { useTranslation } from 'react-i18next';

const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

export function FaultTable({ issues }: { issues: readonly { readonly [key: string]: unknown }[] }) {
  const { t } = useTranslation();
  return (
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
  );
}
