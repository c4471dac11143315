// A frozen issue as it was: its seal, its files, its words and figures, and the proof that it still holds.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bulletinFile, bulletinQuery } from '../../api/bulletin-queries.ts';
import type { FrozenBulletin } from '../../api/bulletin-replies.ts';
import { day } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { CheckCard } from './check-card.tsx';
import { ComparisonCard } from './comparison-card.tsx';
import { EntriesCard } from './entries-card.tsx';
import { moment } from './moment.ts';
import { PaperSheet } from './paper-sheet.tsx';

const formats = ['docx', 'xlsx', 'pdf'] as const;

function Head({ issue, county }: { issue: FrozenBulletin; county: string }) {
  const { t, i18n } = useTranslation();
  const { figures, files, number } = issue;
  const facts = [
    ['period', `${day(figures.period.from, i18n.language)} – ${day(figures.period.to, i18n.language)}`],
    ['asOf', day(figures.asOf, i18n.language)],
    ['frozen', `${issue.frozenBy} · ${moment(issue.frozenAt)}`],
    ['data', figures.dataVersion],
  ] as const;
  return (
    <section className="panel bulletins-part" aria-labelledby="issue-title">
      <div className="panel-title">
        <h2 id="issue-title">
          {t('bulletins.number', { number })} · {t(`bulletins.kinds.${figures.period.kind}`)} ·{' '}
          <span lang="zh-CN">{figures.period.name}</span>
        </h2>
        <div className="bulletin-files">
          {formats.flatMap((format) => {
            const kept = files[format];
            return kept
              ? [
                  <a key={format} href={bulletinFile(county, number, format)} download title={kept.hash}>
                    {t(`bulletins.files.${format}`)} <span className="note">{Math.ceil(kept.size / 1024)} KB</span>
                  </a>,
                ]
              : [];
          })}
        </div>
      </div>
      <dl className="issue-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`bulletins.facts.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="wide">
          <dt>{t('bulletins.facts.hash')}</dt>
          <dd>
            <code>{issue.hash}</code>
          </dd>
        </div>
      </dl>
      {issue.replaces && <p className="note">{t('bulletins.replaces', { number: issue.replaces.number })}</p>}
      {issue.doubts.length > 0 && (
        <p className="warn">{t('bulletins.doubtsOf', { numbers: issue.doubts.map(({ number: told }) => told).join('、') })}</p>
      )}
    </section>
  );
}

export function FrozenIssue({ county, number, version }: { county: string; number: number; version: string }) {
  const { t } = useTranslation();
  const query = useQuery(bulletinQuery(county, number));
  if (query.isError)
    return (
      <section className="panel bulletins-part">
        <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />
      </section>
    );
  if (!query.data)
    return (
      <section className="panel bulletins-part">
        <Loading lines={12} />
      </section>
    );
  const issue = query.data;
  return (
    <div className="bulletin-pane" data-testid="frozen-bulletin">
      <Head issue={issue} county={county} />
      <div className="bulletin-columns">
        <div className="bulletin-column">
          <CheckCard county={county} number={number} version={version} />
          <ComparisonCard content={issue} />
          <EntriesCard figures={issue.figures} />
        </div>
        <section className="bulletin-paper" aria-label={t('bulletins.paper')}>
          <PaperSheet content={issue} mark={issue.figures.county.demo ? t('frame.demo') : null} />
        </section>
      </div>
    </div>
  );
}
