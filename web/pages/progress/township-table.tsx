// Townships of one target: task where one is set, what is verified and declared, rank, and the way to the map.
import { useTranslation } from 'react-i18next';
import type { TargetReply, TownshipProgress } from '../../api/replies.ts';
import { percent, plainNumber, unknownMark } from '../../format.ts';

interface TownshipTableProps {
  readonly target: TargetReply;
  /** All townships of the county, so that one without an entry is seen to have none. */
  readonly townships: readonly { readonly code: string; readonly name: string }[];
  readonly onMap: (code: string) => void;
}

/** Every township of the county with its figures, most verified first. */
export function townshipRows(target: TargetReply, townships: TownshipTableProps['townships']): TownshipProgress[] {
  const known = new Map(target.townships.map((one) => [one.code, one]));
  const none = townships
    .filter((one) => !known.has(one.code))
    .map((one): TownshipProgress => ({ code: one.code, name: one.name, targetMu: null, verifiedMu: 0, declaredMu: 0 }));
  return [...target.townships, ...none].sort((a, b) => b.verifiedMu - a.verifiedMu || b.declaredMu - a.declaredMu);
}

/** Rank by verified land; equal land has equal rank, and none has none. */
function rankOf(rows: readonly TownshipProgress[], row: TownshipProgress): string {
  return row.verifiedMu > 0 ? String(1 + rows.filter((other) => other.verifiedMu > row.verifiedMu).length) : unknownMark;
}

export function TownshipTable({ target, townships, onMap }: TownshipTableProps) {
  const { t } = useTranslation();
  const rows = townshipRows(target, townships);
  const most = Math.max(1e-9, ...rows.map((row) => row.verifiedMu + row.declaredMu));
  const hasTasks = rows.some((row) => row.targetMu !== null);
  const width = (mu: number): string => `${(mu / most) * 100}%`;
  return (
    <div className="township-table">
      {!hasTasks && <p className="note">{t('progress.townshipsNone')}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('progress.rank')}
            </th>
            <th scope="col">{t('progress.township')}</th>
            {hasTasks && (
              <th scope="col" className="number">
                {t('progress.subTarget')}
              </th>
            )}
            <th scope="col" className="number">
              {t('progress.verifiedMu')}
            </th>
            <th scope="col" className="number">
              {t('progress.declaredMu')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('progress.share')}</span>
            </th>
            <th scope="col" className="number">
              {hasTasks ? t('progress.share') : t('progress.shareOfCounty')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code ?? 'none'}>
              <td className="number">{rankOf(rows, row)}</td>
              <th scope="row">
                {row.code === null ? (
                  row.name
                ) : (
                  <button type="button" className="link-button" title={t('progress.showOnMap')} onClick={() => onMap(row.code ?? '')}>
                    {row.name}
                  </button>
                )}
              </th>
              {hasTasks && <td className="number">{plainNumber(row.targetMu, 1)}</td>}
              <td className="number">{plainNumber(row.verifiedMu, 1)}</td>
              <td className="number">{plainNumber(row.declaredMu, 1)}</td>
              <td className="township-bar" aria-hidden="true">
                <span className="target-track">
                  <span className="target-part verified" style={{ width: width(row.verifiedMu) }} />
                  <span className="target-part declared" style={{ width: width(row.declaredMu) }} />
                </span>
              </td>
              <td className="number">
                {hasTasks
                  ? row.targetMu === null
                    ? unknownMark
                    : percent(row.verifiedMu, row.targetMu)
                  : percent(row.verifiedMu, target.verifiedMu)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
