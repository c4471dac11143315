// By which parameters: title, whether they are an example, where they come from; opens to the indicators and cuts.
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evaluationParametersQuery, type EvaluationKey } from '../../api/evaluation-queries.ts';
import type { EvaluationHead, ParametersReply } from '../../api/evaluation-replies.ts';
import { Badge } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';

function GroupParameters({ group }: { group: ParametersReply['groups'][number] }) {
  const { t } = useTranslation();
  const cutText = (cut: (typeof group.cuts)[number]): string => {
    if (cut.percent !== undefined) return t('evaluation.parameters.cutShare', { class: cut.class, percent: cut.percent });
    const words = { class: cut.class, score: cut.score ?? '' };
    return cut.op === 'gt' ? t('evaluation.parameters.cutScoreGt', words) : t('evaluation.parameters.cutScoreGe', words);
  };
  return (
    <section className="evaluation-set-group">
      <h3>{group.name}</h3>
      <table className="evaluation-table">
        <thead>
          <tr>
            <th scope="col">{t('evaluation.parameters.indicator')}</th>
            <th scope="col" className="number">
              {t('evaluation.parameters.base')}
            </th>
            <th scope="col" className="number">
              {t('evaluation.parameters.weight')}
            </th>
            <th scope="col" className="number">
              {t('evaluation.parameters.cap')}
            </th>
            <th scope="col">{t('evaluation.parameters.missing')}</th>
          </tr>
        </thead>
        <tbody>
          {group.indicators.map((indicator) => (
            <tr key={indicator.id}>
              <th scope="row">
                {indicator.name}
                <span className="note evaluation-definition">{indicator.definition}</span>
              </th>
              <td className="number">
                {indicator.base} <span className="note">{indicator.unit}</span>
              </td>
              <td className="number">{indicator.weight}</td>
              <td className="number">
                {indicator.cap === null ? t('evaluation.parameters.noCap') : t('evaluation.parameters.capTimes', { value: indicator.cap })}
              </td>
              <td>{t(`evaluation.parameters.missingRules.${indicator.missing}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        {t('evaluation.parameters.cuts')}：{group.cuts.map(cutText).join(' · ')}
      </p>
    </section>
  );
}

function ParametersDrawer({ of, onClose }: { of: EvaluationKey; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(evaluationParametersQuery(of, true));
  return (
    <Drawer open onClose={onClose} size={720} title={t('evaluation.parameters.title')} rootClassName="evaluation-drawer">
      {query.isPending && <Loading lines={8} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {query.data?.groups.map((group) => (
        <GroupParameters key={group.id} group={group} />
      ))}
    </Drawer>
  );
}

export function ParametersCard({ head, of }: { head: EvaluationHead; of: EvaluationKey }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { parameters } = head;
  return (
    <section className="panel evaluation-part evaluation-parameters" data-testid="evaluation-parameters">
      <div className="panel-title">
        <h2>{t('evaluation.parameters.title')}</h2>
        {parameters && (
          <button type="button" className="link-button" onClick={() => setOpened(true)}>
            {t('evaluation.parameters.open')}
          </button>
        )}
      </div>
      {parameters === null ? (
        <Nothing>{head.note ?? t('evaluation.parameters.none')}</Nothing>
      ) : (
        <>
          <p>
            {parameters.title}{' '}
            {parameters.example && (
              <Badge tone="draft" title={t('evaluation.exampleHint')}>
                {t('evaluation.example')}
              </Badge>
            )}
          </p>
          <p className="note">
            {parameters.documentNumber ?? t('evaluation.parameters.noDocument')} ·{' '}
            {t('evaluation.parameters.years', { from: parameters.fromYear, to: parameters.toYear })}
          </p>
          <p className="note evaluation-basis">
            {t('evaluation.parameters.basis')}：{parameters.basis}
          </p>
          <p className="note">
            {parameters.prevails === 'imported' ? t('evaluation.parameters.prevailsImported') : t('evaluation.parameters.prevailsComputed')}
          </p>
        </>
      )}
      {opened && <ParametersDrawer of={of} onClose={() => setOpened(false)} />}
    </section>
  );
}
