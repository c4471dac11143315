// Each year's equation of tax: imported = allocated + unallocated, shown with as many digits as make it visibly true.
import { useTranslation } from 'react-i18next';
import type { Equation } from '../../api/matching-queries.ts';
import { count, plainNumber } from '../../format.ts';

export function ConservationTable({ rows }: { rows: readonly Equation[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <div className="desk-scroll">
      <table className="desk-equation">
        <caption>{t('desk.matching.conservation')}</caption>
        <thead>
          <tr>
            {(['year', 'imported', 'allocated', 'unallocated', 'known', 'holds'] as const).map((key) => (
              <th key={key} scope="col">
                {key === 'holds' ? (
                  <span className="visually-hidden">{t('desk.matching.equation.holds')}</span>
                ) : (
                  t(`desk.matching.equation.${key}`)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.year}>
              <th scope="row">{row.year}</th>
              <td>{plainNumber(row.importedWan, 6)}</td>
              <td>= {plainNumber(row.allocatedWan, 6)}</td>
              <td>+ {plainNumber(row.unallocatedWan, 6)}</td>
              <td>{t('desk.matching.ofAccounts', { known: count(row.known), accounts: count(row.accounts) })}</td>
              <td className={row.holds ? undefined : 'desk-broken'}>
                {t(row.holds ? 'desk.matching.equation.holds' : 'desk.matching.equation.broken')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
