// The policy's targets that are not land, each with its own counter: entered or computed, said which, never mixed with mu.
import { useQuery } from '@tanstack/react-query';
import { Drawer, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countersQuery, enterCounter, reverseCounter } from '../../api/progress-queries.ts';
import type { CounterReply } from '../../api/progress-replies.ts';
import { count, day, grouped, unknownMark } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { StatementForm } from './statement-form.tsx';

interface OtherTargetsProps {
  readonly county: string;
  readonly policy: string | null;
  readonly asOf: string;
}

function EnterForm({ county, of, asOf, onClose }: { county: string; of: CounterReply; asOf: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [value, setValue] = useState<string | null>(null);
  const [part, setPart] = useState('');
  const within = asOf < of.periodStart ? of.periodStart : asOf > of.periodEnd ? of.periodEnd : asOf;
  return (
    <StatementForm
      title={`${of.name} · ${t('progress.counters.enter')}`}
      day={within}
      dayLabel={t('progress.form.date')}
      ready={value !== null && value !== ''}
      onSave={(said) =>
        enterCounter({ county, policy: of.policy, target: of.id, value, ...(part.trim() === '' ? {} : { part: part.trim() }), ...said })
      }
      onClose={onClose}
    >
      <label>
        {t(of.cumulative ? 'progress.counters.added' : 'progress.counters.level', { unit: of.unit })}
        <InputNumber<string> stringMode value={value} onChange={setValue} style={{ width: '100%' }} />
      </label>
      <label>
        {t('progress.counters.part')}
        <Input
          value={part}
          maxLength={40}
          onChange={(event) => setPart(event.target.value)}
          placeholder={t('progress.counters.partHint')}
        />
      </label>
    </StatementForm>
  );
}

function CounterDrawer({ county, of, asOf, onClose }: { county: string; of: CounterReply; asOf: string; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const [back, setBack] = useState<number | null>(null);
  return (
    <Drawer open onClose={onClose} size={560} title={<h2>{of.name}</h2>}>
      {of.note && <p className="note">{of.note}</p>}
      {of.computed && (
        <p>
          {t('progress.counters.computedLine', { value: of.computed.value, unit: of.unit })}
          {'　'}
          <span className="note">
            {t(`progress.counters.methods.${of.computed.method}`, { year: of.computed.year ?? '', base: of.computed.baseYear ?? '' })} ·{' '}
            {t('progress.counters.coverage', { known: count(of.computed.coverage.known), total: count(of.computed.coverage.total) })}
          </span>
        </p>
      )}
      {of.computed && of.computed.entries.length > 0 && (
        <p className="note">{t('progress.counters.rests', { ids: of.computed.entries.join('、') })}</p>
      )}
      {of.entered ? (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('progress.entries.date')}</th>
              <th scope="col" className="number">
                {of.unit}
              </th>
              <th scope="col">{t('progress.counters.part')}</th>
              <th scope="col">{t('progress.form.basis')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('progress.counters.reverse')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {of.entered.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{day(row.date, i18n.language)}</th>
                <td className="number">{grouped(row.value ?? '')}</td>
                <td>{row.part ?? ''}</td>
                <td>
                  {row.basis} · {row.actor}
                </td>
                <td>
                  <button type="button" className="link-button" onClick={() => setBack(row.id)}>
                    {t('progress.counters.reverse')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Nothing>{t('progress.counters.none')}</Nothing>
      )}
      {back !== null && (
        <StatementForm
          title={t('progress.counters.reverse')}
          day={asOf}
          dayLabel={t('progress.form.date')}
          ready
          onSave={(said) => reverseCounter(back, { county, ...said })}
          onClose={() => setBack(null)}
        >
          <p className="note">{t('progress.counters.reverseHint')}</p>
        </StatementForm>
      )}
    </Drawer>
  );
}

/** The number as the document puts it: 以上 follows it, other words stand beside it. */
function wantedOf({ target, unit, comparatorText }: CounterReply): string {
  if (target === null) return comparatorText ?? unknownMark;
  const number = `${grouped(String(target))} ${unit}`;
  return comparatorText === null ? number : comparatorText === '以上' ? `${number}以上` : `${number}（${comparatorText}）`;
}

export function OtherTargets({ county, policy, asOf }: OtherTargetsProps) {
  const { t, i18n } = useTranslation();
  const query = useQuery(countersQuery(county, asOf));
  const [opened, setOpened] = useState<string | null>(null);
  const [entering, setEntering] = useState<string | null>(null);
  const counters = (query.data ?? []).filter((one) => one.policy === policy);
  const of = (id: string | null): CounterReply | undefined => counters.find((one) => one.id === id);
  const share = (one: CounterReply): string | null =>
    one.value === null || one.target === null ? null : `${Math.min(100, Math.max(0, (Number(one.value) / one.target) * 100))}%`;
  if (query.isSuccess && counters.length === 0) return null;
  return (
    <section className="panel progress-part" aria-labelledby="counters-title">
      <div className="panel-title">
        <h2 id="counters-title">{t('progress.otherTargets')}</h2>
        <span className="note">{t('progress.counters.hint')}</span>
      </div>
      {query.isPending && <Loading lines={4} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {counters.length > 0 && (
        <table className="plain-table counters-table">
          <thead>
            <tr>
              <th scope="col">{t('progress.target')}</th>
              <th scope="col" className="number">
                {t('progress.counters.wanted')}
              </th>
              <th scope="col" className="number">
                {t('progress.counters.reached')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('progress.share')}</span>
              </th>
              <th scope="col">{t('progress.counters.source')}</th>
              <th scope="col">{t('progress.counters.by')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('progress.counters.enter')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {counters.map((one) => (
              <tr key={one.id} className={one.parent ? 'inside' : undefined}>
                <th scope="row" title={one.note ?? undefined}>
                  {one.name}
                  <span className="note"> {t('progress.clause', { clause: one.clause })}</span>
                </th>
                <td className="number">{wantedOf(one)}</td>
                <td className="number">
                  <button type="button" className="figure-button" onClick={() => setOpened(one.id)}>
                    {one.value === null ? unknownMark : grouped(one.value)}
                  </button>
                </td>
                <td className="breakdown-bar" aria-hidden="true">
                  {share(one) !== null && (
                    <span className="target-track">
                      <span className="target-part verified" style={{ width: share(one)! }} />
                    </span>
                  )}
                </td>
                <td>
                  {one.source === null ? t('progress.counters.unknown') : t(`progress.counters.sources.${one.source}`)}
                  {one.met === true && <b> · {t('progress.counters.met')}</b>}
                </td>
                <td>{day(one.periodEnd, i18n.language)}</td>
                <td>
                  <button
                    type="button"
                    className="link-button"
                    aria-label={`${t('progress.counters.enter')} ${one.name}`}
                    onClick={() => setEntering(one.id)}
                  >
                    {t('progress.counters.enter')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {of(opened) && <CounterDrawer county={county} of={of(opened)!} asOf={asOf} onClose={() => setOpened(null)} />}
      {of(entering) && <EnterForm county={county} of={of(entering)!} asOf={asOf} onClose={() => setEntering(null)} />}
    </section>
  );
}
