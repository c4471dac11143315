// Acts of lineage as written: which land went where, on which day, which entries went on with it; and taking one back.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renewLedger } from '../../api/ledger-queries.ts';
import { undoLineage, type LineageReply } from '../../api/lineage-queries.ts';
import { count, day, plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useLedger } from './use-ledger.ts';

/** Parts shown before the rest is only counted: a redrawn township moves hundreds. */
const most = 12;

function Undo({ act, onDone }: { act: LineageReply; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [date, setDate] = useState(act.date);
  const [basis, setBasis] = useState('');
  const undo = useMutation({
    mutationFn: () => undoLineage(act.id, { date, basis: basis.trim() }),
    onSuccess: async ({ notices }) => {
      await renewLedger(queries);
      message.success([t('ledger.lineage.undone', { id: act.id }), ...notices].join(' '));
      onDone();
    },
  });
  return (
    <form
      className="ledger-act"
      aria-label={t('ledger.lineage.undoTitle', { id: act.id })}
      onSubmit={(event) => {
        event.preventDefault();
        undo.mutate();
      }}
    >
      <p className="note">{t('ledger.lineage.undoHint')}</p>
      <div className="form-row">
        <DatePicker
          size="small"
          aria-label={t('ledger.lineage.date')}
          allowClear={false}
          value={dayjs(date)}
          onChange={(value) => value && setDate(value.format('YYYY-MM-DD'))}
        />
        <Input
          size="small"
          style={{ flex: '1 1 160px', width: 'auto' }}
          aria-label={t('ledger.act.basis')}
          placeholder={t('ledger.act.basisHint')}
          value={basis}
          onChange={({ target }) => setBasis(target.value)}
        />
        <Button size="small" htmlType="submit" danger loading={undo.isPending} disabled={basis.trim() === ''}>
          {t('ledger.lineage.undo')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('ledger.act.cancel')}
        </Button>
      </div>
      {undo.isError && (
        <p className="ledger-fault" role="alert">
          {problemText(t, undo.error)}
        </p>
      )}
    </form>
  );
}

interface LineageActsProps {
  readonly acts: readonly LineageReply[];
  readonly townshipName: (code: string) => string;
  /** Whether they may be taken back here. */
  readonly mayUndo: boolean;
  /** Told when an entry is opened from here. */
  readonly onOpened?: () => void;
}

export function LineageActs({ acts, townshipName, mayUndo, onOpened }: LineageActsProps) {
  const { t, i18n } = useTranslation();
  const { set } = useLedger();
  const [undoing, setUndoing] = useState<number | null>(null);
  const place = (code: string | null): string => (code === null ? t('ledger.filter.noTownship') : townshipName(code));
  return (
    <ol className="entry-rows">
      {acts.map((act) => (
        <li key={act.id} className={act.undoneBy === null ? undefined : 'after-day'}>
          <p>
            <b>{t(`ledger.lineage.kinds.${act.kind}`)}</b> · {day(act.date, i18n.language)}
            {act.undoes !== null && ` · ${t('ledger.lineage.undoes', { id: act.undoes })}`}
            {act.undoneBy !== null && ` · ${t('ledger.lineage.undoneBy', { id: act.undoneBy, day: day(act.undoneOn, i18n.language) })}`}
          </p>
          <ul>
            {act.parts.slice(0, most).map(({ from, to, areaMu, fromTownship, toTownship }) => (
              <li key={`${from} ${to}`}>
                {from === to
                  ? `${from}：${place(fromTownship)} → ${place(toTownship)}`
                  : `${from} → ${to} · ${plainNumber(areaMu, 3)} ${t('frame.unit.mus')}`}
              </li>
            ))}
          </ul>
          {act.parts.length > most && <p className="note">{t('ledger.lineage.more', { value: count(act.parts.length - most) })}</p>}
          <p>{act.basis}</p>
          {act.entries.length > 0 && (
            <p className="note">
              {t('ledger.lineage.entries')}{' '}
              {act.entries.slice(0, most).map((id) => (
                <button
                  key={id}
                  type="button"
                  className="link-button"
                  onClick={() => {
                    set({ open: id });
                    onOpened?.();
                  }}
                >
                  {t('ledger.entry.title', { id })}
                </button>
              ))}
            </p>
          )}
          <p className="note">
            {t('ledger.lineage.number', { id: act.id })} ·{' '}
            {t('ledger.entry.recorded', { who: act.actor, when: act.recordedAt.slice(0, 16).replace('T', ' ') })} ·{' '}
            <span title={act.hash}>{t('ledger.entry.hash', { hash: act.hash.slice(0, 12) })}</span>
          </p>
          {mayUndo && act.undoneBy === null && act.kind !== 'undo' && undoing !== act.id && (
            <button type="button" className="link-button" onClick={() => setUndoing(act.id)}>
              {t('ledger.lineage.undo')}
            </button>
          )}
          {undoing === act.id && <Undo act={act} onDone={() => setUndoing(null)} />}
        </li>
      ))}
    </ol>
  );
}
