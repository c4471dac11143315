// Entries that the ledger now tells otherwise for an earlier day than the issue of that day did: one line each, as it was and as it is.
import { useTranslation } from 'react-i18next';
import type { LateChange } from '#domain/bulletin/compare.ts';
import { muWords, signedMu } from '#domain/bulletin/words.ts';

/** Entries shown; the rest is counted. */
const most = 50;

export function LateList({ name, late }: { name: string | null; late: LateChange }) {
  const { t } = useTranslation();
  const { entries } = late;
  return (
    <div className="late-list">
      <p>
        {name !== null && <b lang="zh-CN">{name} </b>}
        {t('bulletins.late.sum', { value: entries.length, verified: signedMu(late.verifiedMu), declared: signedMu(late.declaredMu) })}
      </p>
      <table className="bulletin-table">
        <thead>
          <tr>
            <th scope="col">{t('bulletins.late.entry')}</th>
            <th scope="col" className="number">
              {t('bulletins.late.verified')}
            </th>
            <th scope="col" className="number">
              {t('bulletins.late.declared')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, most).map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.id}</th>
              <td className="number">
                {muWords(one.verifiedBeforeMu)} → {muWords(one.verifiedNowMu)}
              </td>
              <td className="number">
                {muWords(one.declaredBeforeMu)} → {muWords(one.declaredNowMu)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length > most && <p className="note">{t('bulletins.late.more', { value: entries.length - most })}</p>}
    </div>
  );
}
