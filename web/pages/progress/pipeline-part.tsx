// Cases under way by stage: what they may still bring before the end, how likely, and the list to open, move on or drop.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { prospectStages } from '#domain/ledger/target-statement.ts';
import { casesQuery } from '../../api/progress-queries.ts';
import type { CaseReply, ProgressReply } from '../../api/progress-replies.ts';
import { count, day, plainNumber, unknownMark } from '../../format.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { CaseForm, LikelihoodForm } from './case-forms.tsx';

type Opened =
  | { readonly form: 'case'; readonly of: CaseReply | null }
  | { readonly form: 'likelihood'; readonly stage: (typeof prospectStages)[number] };
const listed = 8;

export function PipelinePart({ progress, townshipName }: { progress: ProgressReply; townshipName: (code: string | null) => string }) {
  const { t, i18n } = useTranslation();
  const { change } = useViewState();
  const navigate = useNavigate();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [all, setAll] = useState(false);
  const { target, county, asOf, pipeline } = progress;
  const query = useQuery(casesQuery(county.code, asOf));
  const cases = new Map((query.data?.cases ?? []).map((one) => [one.id, one]));
  const likelihoods = query.data?.likelihoods ?? [];
  const stages = prospectStages.map((stage) => {
    const items = pipeline.items.filter((item) => item.stage === stage);
    const isDeclared = stage === 'declared';
    return {
      stage,
      count: isDeclared ? pipeline.declared.entries : items.length,
      mu: isDeclared ? pipeline.declared.areaMu : items.reduce((sum, { areaMu }) => sum + areaMu, 0),
      likelihood: likelihoods.find((one) => one.stage === stage),
    };
  });
  const inOrder = [...pipeline.items].sort(
    (a, b) => prospectStages.indexOf(b.stage) - prospectStages.indexOf(a.stage) || (a.due < b.due ? -1 : 1),
  );
  const onMap = (parcel: string): void => {
    void navigate({ to: '/map', search: (previous: Address) => previous }).then(() =>
      change({ open: parcel, selection: [parcel], camera: undefined }),
    );
  };
  return (
    <section className="panel progress-part" aria-labelledby="pipeline-title">
      <div className="panel-title">
        <h2 id="pipeline-title">{t('progress.pipeline.title')}</h2>
        <Button size="small" onClick={() => setOpened({ form: 'case', of: null })}>
          {t('progress.pipeline.open')}
        </Button>
      </div>
      {query.isPending && <Loading lines={5} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <p>
            {target.daysLeft > 0 && target.pipeline.mid !== null
              ? t('progress.pipeline.sum', {
                  mid: plainNumber(target.pipeline.mid, 0),
                  low: plainNumber(target.pipeline.low, 0),
                  high: plainNumber(target.pipeline.high, 0),
                })
              : t('progress.ended')}
          </p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('progress.pipeline.stage')}</th>
                <th scope="col" className="number">
                  {t('progress.pipeline.items')}
                </th>
                <th scope="col" className="number">
                  {t('progress.pipeline.mu')}
                </th>
                <th scope="col" className="number">
                  {t('progress.pipeline.likelihood')}
                </th>
                <th scope="col" className="number">
                  {t('progress.pipeline.expected')}
                </th>
              </tr>
            </thead>
            <tbody>
              {stages.map(({ stage, count: cases, mu, likelihood }) => (
                <tr key={stage}>
                  <th scope="row">{t(`progress.stages.${stage}`)}</th>
                  <td className="number">{count(cases)}</td>
                  <td className="number">{plainNumber(mu, 1)}</td>
                  <td className="number">
                    <button
                      type="button"
                      className="figure-button"
                      title={likelihood?.stated ? `${likelihood.stated.basis} · ${likelihood.stated.by}` : t('progress.pipeline.assumed')}
                      onClick={() => setOpened({ form: 'likelihood', stage })}
                    >
                      {likelihood ? `${likelihood.permille / 10}%` : unknownMark}
                      {likelihood?.stated === null && <span className="note"> {t('progress.pipeline.assumedMark')}</span>}
                    </button>
                  </td>
                  <td className="number">{likelihood ? plainNumber((mu * likelihood.permille) / 1000, 1) : unknownMark}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="note">
            {t('progress.pipeline.method')}
            {pipeline.after.length > 0 && ` · ${t('progress.pipeline.after', { value: count(pipeline.after.length) })}`}
            {pipeline.entered.length > 0 && ` · ${t('progress.pipeline.entered', { value: count(pipeline.entered.length) })}`}
          </p>
          {inOrder.length === 0 && <Nothing>{t('progress.pipeline.none')}</Nothing>}
          {inOrder.length > 0 && (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t('progress.entries.parcel')}</th>
                  <th scope="col">{t('progress.township')}</th>
                  <th scope="col">{t('progress.pipeline.stage')}</th>
                  <th scope="col" className="number">
                    {t('progress.pipeline.mu')}
                  </th>
                  <th scope="col">{t('progress.pipeline.due')}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t('progress.pipeline.move')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {inOrder.slice(0, all ? undefined : listed).map((item) => (
                  <tr key={item.case}>
                    <th scope="row">
                      <button type="button" className="link-button code" onClick={() => onMap(item.parcel)}>
                        {item.parcel}
                      </button>
                    </th>
                    <td>{townshipName(item.township)}</td>
                    <td>{t(`progress.stages.${item.stage}`)}</td>
                    <td className="number">{plainNumber(item.areaMu, 1)}</td>
                    <td className={item.due < asOf ? 'seal' : undefined}>{day(item.due, i18n.language)}</td>
                    <td>
                      <button
                        type="button"
                        className="link-button"
                        aria-label={`${t('progress.pipeline.move')} ${item.parcel}`}
                        onClick={() => {
                          const of = cases.get(item.case);
                          if (of) setOpened({ form: 'case', of });
                        }}
                      >
                        {t('progress.pipeline.move')}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {inOrder.length > listed && (
            <button type="button" className="link-button" onClick={() => setAll(!all)}>
              {all ? t('progress.pipeline.less') : t('progress.pipeline.more', { value: count(inOrder.length - listed) })}
            </button>
          )}
        </>
      )}
      {opened?.form === 'case' && <CaseForm progress={progress} of={opened.of} onClose={() => setOpened(null)} />}
      {opened?.form === 'likelihood' && (
        <LikelihoodForm
          progress={progress}
          stage={opened.stage}
          permille={likelihoods.find(({ stage }) => stage === opened.stage)?.permille ?? 0}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}
