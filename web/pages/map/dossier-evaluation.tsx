// The evaluation in a parcel's dossier: score, place and classes of whoever stands there, and the way to the page that explains them.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { parcelEvaluationQuery, type EvaluationKey } from '../../api/evaluation-queries.ts';
import { classesOf } from '../../api/evaluation-replies.ts';
import type { Address } from '../../state/view-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ClassMark } from '../../ui/class-mark.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';

export function DossierEvaluation({ of, parcel }: { of: EvaluationKey; parcel: string }) {
  const { t } = useTranslation();
  const query = useQuery(parcelEvaluationQuery(of, parcel));
  const found = query.data;
  return (
    <section className="dossier-part" data-testid="dossier-evaluation">
      <div className="panel-title">
        <h3>
          {t('evaluation.dossier.title')}{' '}
          {found?.parameters?.example && (
            <Badge tone="draft" title={t('evaluation.exampleHint')}>
              {t('evaluation.example')}
            </Badge>
          )}
        </h3>
        <Link to="/evaluation" search={(previous: Address) => previous}>
          {t('evaluation.views.list')}
        </Link>
      </div>
      {query.isPending && <Loading lines={2} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {found?.note && <p className="note">{found.note}</p>}
      {found?.firms.length === 0 && <Nothing>{t('evaluation.dossier.none')}</Nothing>}
      {found && (
        <ul>
          {found.firms.map((row) => (
            <li key={row.uscc}>
              {row.name} <ClassMark classes={classesOf(found)} id={row.class} />{' '}
              <span className="note">
                {row.scoreText !== null && row.rank !== null
                  ? t('evaluation.dossier.score', { score: row.scoreText, group: row.groupName ?? '', rank: row.rank })
                  : [t(`evaluation.states.${row.state}`), row.reason].filter(Boolean).join('：')}
                {row.from && ` · ${t(`evaluation.from.${row.from}`)}`}
                {row.differs === true &&
                  row.computed !== null &&
                  ` · ${t('evaluation.columns.computed')} ${row.computed}（${t('evaluation.differs')}）`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
