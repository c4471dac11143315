// What a trial of a declaration says: toward what it would count, or what is wrong, where, with which entries, by how much, and what to do.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerCheckReply } from '../../api/ledger-replies.ts';
import { day, plainNumber } from '../../format.ts';

const fields = ['kind', 'measure', 'date', 'grossMu', 'effectiveMu', 'geometry', 'documents', 'parcel', 'policy', 'basis'] as const;
const isField = (name: string): name is (typeof fields)[number] => fields.some((field) => field === name);

interface CheckViewProps {
  readonly check: LedgerCheckReply;
  readonly checking: boolean;
  readonly townshipName: (code: string) => string;
  readonly onOpen: (id: number) => void;
  /** Set where what is in the way can be left out of the drawing. */
  readonly onRest: (() => void) | null;
  /** Area that would fit, where only the parcel's area is in the way. */
  readonly lessMu: number | null;
  readonly onLess: (mu: number) => void;
}

export function CheckView({ check, checking, townshipName, onOpen, onRest, lessMu, onLess }: CheckViewProps) {
  const { t, i18n } = useTranslation();
  const { faults, conflicts, slivers, notices, countsToward, countsFrom, township } = check;
  const refused = faults.length > 0 || conflicts.length > 0;
  const counted = countsToward.filter(({ areaMu }) => areaMu !== null);
  return (
    <div className={refused ? 'ledger-check refused' : 'ledger-check'} aria-busy={checking} data-testid="ledger-check">
      <p role="status">
        <b>{t(refused ? 'ledger.check.refused' : 'ledger.check.fine')}</b>
        {checking && <span className="note"> {t('ledger.check.running')}</span>}
      </p>
      <ul>
        {faults.map(({ parameter, message, areaMu, geometry }) => (
          <li key={`${parameter} ${message}`} className="ledger-fault">
            <b>{isField(parameter) ? t(`ledger.check.fault.${parameter}`) : parameter}</b> {message}
            {geometry && areaMu !== undefined && (
              <span className="note"> {t('ledger.check.outside', { value: plainNumber(areaMu, 3) })}</span>
            )}
          </li>
        ))}
        {conflicts.map(({ id, overlapMu, geometry }) => (
          <li key={id} className="ledger-fault">
            {t('ledger.check.conflict', { id, value: plainNumber(overlapMu, 6) })}
            {!geometry && <span className="note"> {t('ledger.check.byArea')}</span>}{' '}
            <button type="button" className="link-button" onClick={() => onOpen(id)}>
              {t('ledger.check.see', { id })}
            </button>
          </li>
        ))}
      </ul>
      {conflicts.length > 0 && (
        <p>
          {t('ledger.check.conflictWhat')} {t('ledger.check.conflictDo')}{' '}
          {onRest && (
            <Button size="small" onClick={onRest}>
              {t('ledger.check.rest')}
            </Button>
          )}
          {lessMu !== null && (
            <Button size="small" onClick={() => onLess(lessMu)}>
              {t('ledger.check.less', { value: lessMu })}
            </Button>
          )}
        </p>
      )}
      {!refused && (
        <dl className="ledger-counts">
          <dt>{t('ledger.check.counts')}</dt>
          <dd>
            {counted.length === 0
              ? t('ledger.check.countsNothing')
              : counted.map(({ policy, target, name, areaMu }) => (
                  <span key={`${policy} ${target}`} className="block">
                    {name} {plainNumber(areaMu, 3)} {t('frame.unit.mus')}
                  </span>
                ))}
          </dd>
          <dt>{t('ledger.entry.countsFrom')}</dt>
          <dd>{day(countsFrom, i18n.language)}</dd>
          {township !== null && (
            <>
              <dt>{t('ledger.filter.township')}</dt>
              <dd>{townshipName(township)}</dd>
            </>
          )}
        </dl>
      )}
      <ul className="note">
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
        {slivers.map(({ id, overlapMu }) => (
          <li key={id}>{t('ledger.check.sliver', { id, value: plainNumber(overlapMu, 6) })}</li>
        ))}
      </ul>
    </div>
  );
}
