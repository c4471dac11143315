// The frozen issues, newest first: kind, period, day, seal, who froze it and when; what replaced what.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { bulletinsQuery } from '../../api/bulletin-queries.ts';
import type { IssueListing } from '../../api/bulletin-replies.ts';
import { day } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { moment } from './moment.ts';
import type { PlaceState } from './use-place.ts';

interface RowProps {
  readonly issue: IssueListing;
  readonly replacedBy: number | null;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Row({ issue, replacedBy, isOpen, onOpen }: RowProps) {
  const { t, i18n } = useTranslation();
  const { number, kind, period, asOf, hash, frozenBy, frozenAt, edited, doubts, replaces } = issue;
  return (
    <li>
      <button type="button" className="issue-row" aria-current={isOpen ? 'true' : undefined} onClick={onOpen}>
        <span className="issue-head">
          <b>{t('bulletins.number', { number })}</b>
          <span className="issue-kind">{t(`bulletins.kinds.${kind}`)}</span>
          <span lang="zh-CN">{period}</span>
        </span>
        <span className="note">
          {t('frame.asOf', { day: day(asOf, i18n.language) })} · {t('bulletins.frozenBy', { name: frozenBy, moment: moment(frozenAt) })}
        </span>
        <span className="note issue-seal">
          {t('bulletins.seal')} <code>{hash.slice(0, 16)}</code>
        </span>
        <span className="issue-marks">
          {edited && <span>{t('bulletins.edited')}</span>}
          {doubts > 0 && <span className="warn">{t('bulletins.doubtsKept', { value: doubts })}</span>}
          {replaces !== null && <span>{t('bulletins.replaces', { number: replaces })}</span>}
          {replacedBy !== null && <span className="warn">{t('bulletins.replacedBy', { number: replacedBy })}</span>}
        </span>
      </button>
    </li>
  );
}

export function IssueList({ county, place }: { county: string; place: PlaceState }) {
  const { t } = useTranslation();
  const query = useQuery(bulletinsQuery(county));
  const issues = query.data ?? [];
  const replacedBy = new Map(issues.flatMap(({ number, replaces }) => (replaces === null ? [] : [[replaces, number] as const])));
  const { shown } = place;
  const isOpen = (number: number): boolean => shown.what === 'issue' && shown.number === number;
  return (
    <section className="panel bulletins-list" aria-labelledby="issues-title">
      <div className="panel-title">
        <h2 id="issues-title">{t('bulletins.issues')}</h2>
        <Button type="primary" size="small" onClick={() => void place.go({ what: 'new', kind: 'monthly', from: null })}>
          {t('bulletins.make')}
        </Button>
      </div>
      {query.isPending && <Loading lines={6} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <Nothing>{t('bulletins.none')}</Nothing>}
      <ol>
        {issues.map((issue) => (
          <Row
            key={issue.number}
            issue={issue}
            replacedBy={replacedBy.get(issue.number) ?? null}
            isOpen={isOpen(issue.number)}
            onOpen={() => void place.go({ what: 'issue', number: issue.number })}
          />
        ))}
      </ol>
    </section>
  );
}
