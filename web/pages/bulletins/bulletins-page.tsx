// 通报: the issues that were frozen, and a new one. Which one is shown stands in the address; the county's and the prefecture's are kept apart.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { bulletinsQuery } from '../../api/bulletin-queries.ts';
import { prefectureOf } from '../../api/progress-queries.ts';
import { countiesQuery, policiesQuery } from '../../api/queries.ts';
import { day } from '../../format.ts';
import { markFirstPaint } from '../../state/first-paint.ts';
import { resolveView } from '../../state/resolve-view.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { Themed } from '../../ui/themed.tsx';
import { Nothing } from '../../ui/trouble.tsx';
import { FrozenIssue } from './frozen-issue.tsx';
import { IssueList } from './issue-list.tsx';
import { NewIssue } from './new-issue.tsx';
import { usePlace } from './use-place.ts';
import './bulletins-page.css';
import './paper-sheet.css';

export function BulletinsPage() {
  useEffect(markFirstPaint, []);
  const { t, i18n } = useTranslation();
  const { view } = useViewState();
  const place = usePlace();
  const counties = useQuery(countiesQuery);
  const policies = useQuery(policiesQuery);
  const own = counties.data?.find((one) => one.code === view?.county);
  const code = own && place.upper ? prefectureOf(own.code) : (own?.code ?? '');
  const issues = useQuery({ ...bulletinsQuery(code), enabled: own !== undefined });
  const make = (): void => void place.go({ what: 'new', kind: 'monthly', from: null });
  useShortcuts({ n: make, escape: () => void place.go({ what: 'list' }) });
  if (!view || !own) return null;
  const shown = resolveView(view, own);
  const upper = policies.data?.find((policy) => policy.county === prefectureOf(own.code));
  // A policy of another county that is looked through has no targets here.
  const policy = policies.data?.find(({ id, county }) => id === shown.policy && county === code)?.id ?? null;
  const { what } = place.shown;
  return (
    <Themed>
      <div className="scroll-page bulletins-page">
        <header className="page-title bulletins-title">
          <h1>{t('bulletins.title')}</h1>
          <p className="note">
            {place.upper ? (upper?.jurisdiction ?? code) : own.name} · {t('frame.asOf', { day: day(shown.asOf, i18n.language) })}
          </p>
          {upper && (
            <Segmented
              aria-label={t('bulletins.level')}
              value={place.upper ? 'upper' : 'own'}
              options={[
                { value: 'own', label: own.name },
                { value: 'upper', label: upper.jurisdiction },
              ]}
              onChange={(level) => void place.go({ what: 'list' }, level === 'upper')}
            />
          )}
          <Link to="/progress" search={(previous: Address) => previous} className="back-link">
            {t('bulletins.back')}
          </Link>
        </header>
        <div className="bulletins-columns">
          <IssueList county={code} place={place} />
          <div className="bulletins-shown">
            {what === 'list' && (
              <section className="panel bulletins-part">
                <Nothing>
                  <p>{t(issues.data?.length === 0 ? 'bulletins.begin' : 'bulletins.choose')}</p>
                  <Button type="primary" onClick={make}>
                    {t('bulletins.make')}
                  </Button>
                </Nothing>
              </section>
            )}
            {place.shown.what === 'issue' && (
              <FrozenIssue key={`${code} ${place.shown.number}`} county={code} number={place.shown.number} version={own.version} />
            )}
            {place.shown.what === 'new' && (
              <NewIssue
                county={code}
                policy={policy}
                version={own.version}
                kind={place.shown.kind}
                from={place.shown.from}
                asOf={shown.asOf}
                last={own.asOf}
                place={place}
              />
            )}
          </div>
        </div>
      </div>
    </Themed>
  );
}
