// What was done to an entry, row by row as written, each with its seal and that of the row before; and whether the county's chain holds.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { chainQuery, documentAddress, type LedgerKey } from '../../api/ledger-queries.ts';
import type { KeptFileReply, LedgerActReply } from '../../api/ledger-replies.ts';
import { count, day, plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';

/** A file that is kept opens; a paper that is not is named. */
export function Documents({ documents, files }: { documents: readonly string[]; files: readonly KeptFileReply[] }) {
  const { t } = useTranslation();
  return (
    <ul className="entry-documents">
      {documents.map((id) => {
        const file = files.find(({ sha256 }) => sha256 === id);
        return (
          <li key={id}>
            {file ? (
              <a href={documentAddress(id)} download={file.name}>
                {t('ledger.entry.openFile', { name: file.name })}
              </a>
            ) : (
              t('ledger.entry.paper', { name: id })
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface HistoryProps {
  readonly rows: readonly LedgerActReply[];
  readonly files: readonly KeptFileReply[];
  readonly asOf: string;
}

export function EntryHistory({ rows, files, asOf }: HistoryProps) {
  const { t, i18n } = useTranslation();
  const opening = rows[0];
  const area = (row: LedgerActReply): string =>
    t(row.act === 'reverse' && opening && row.grossMu < opening.grossMu ? 'ledger.entry.part' : 'ledger.entry.whole', {
      value: plainNumber(row.grossMu, 6),
    });
  return (
    <ol className="entry-rows" data-testid="entry-rows">
      {rows.map((row) => (
        <li key={row.id} className={row.countsFrom > asOf ? 'after-day' : undefined}>
          <p>
            <b>{t(`ledger.entry.acts.${row.act}`)}</b>
            {row.reason !== null && ` · ${t(`ledger.entry.actReason.${row.reason}`)}`} · {day(row.date, i18n.language)}
            {row.countsFrom > asOf && <span className="note"> {t('ledger.entry.afterDay')}</span>}
          </p>
          <p>
            {row.act === 'carry' && row.origin !== null ? t('ledger.entry.moved', { from: row.origin, to: row.parcel }) : area(row)}
            {row.effectiveMu !== null && ` · ${t('progress.effective', { value: plainNumber(row.effectiveMu, 6) })}`}
          </p>
          <p>{row.basis}</p>
          {row.documents.length > 0 && <Documents documents={row.documents} files={files} />}
          <p className="note">
            #{row.id} · {t('ledger.entry.recorded', { who: row.actor, when: row.recordedAt.slice(0, 16).replace('T', ' ') })}
          </p>
          <p className="note entry-hash">
            <span title={row.hash}>{t('ledger.entry.hash', { hash: row.hash.slice(0, 16) })}</span>
            {' ← '}
            <span title={row.previousHash}>{t('ledger.entry.previousHash', { hash: row.previousHash.slice(0, 16) })}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}

export function ChainState({ of }: { of: LedgerKey }) {
  const { t } = useTranslation();
  const chain = useQuery(chainQuery(of.county, of.version));
  const again = (
    <button type="button" className="link-button" onClick={() => void chain.refetch()}>
      {t('ledger.entry.chainAgain')}
    </button>
  );
  if (chain.isFetching) return <p className="note">{t('ledger.entry.chainChecking')}</p>;
  if (chain.isError)
    return (
      <p className="ledger-fault" role="alert">
        {problemText(t, chain.error)} {again}
      </p>
    );
  if (!chain.data) return null;
  const { rows, broken, checkedAt } = chain.data;
  return broken ? (
    <p className="ledger-fault" role="alert">
      {t('ledger.entry.chainBroken', { id: broken.id, fault: t(`ledger.entry.chainFault.${broken.fault}`) })} {again}
    </p>
  ) : (
    <p className="chain-whole" role="status">
      ✓ {t('ledger.entry.chainWhole', { rows: count(rows), when: checkedAt.slice(0, 16).replace('T', ' ') })} {again}
    </p>
  );
}
