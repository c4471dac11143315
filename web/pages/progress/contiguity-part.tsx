// 连片: how much of the verified land lies in pieces large enough to be used again as a whole, and the largest of them.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contiguityQuery, type ProgressKey } from '../../api/progress-queries.ts';
import { count, percent, plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import type { OpenedFigure } from './entries-drawer.tsx';

const listed = 5;

export function ContiguityPart({ of, onOpen }: { of: ProgressKey; onOpen: (figure: OpenedFigure) => void }) {
  const { t } = useTranslation();
  const query = useQuery(contiguityQuery(of));
  const found = query.data;
  const large = (found?.groups ?? [])
    .filter(({ areaMu }) => found && areaMu >= found.leastMu)
    .flatMap(({ entries }) => entries)
    .slice(0, 2000);
  return (
    <section className="panel progress-part" aria-labelledby="contiguity-title">
      <div className="panel-title">
        <h2 id="contiguity-title">{t('progress.contiguity.title')}</h2>
        {found && (
          <span className="note">
            {t('progress.contiguity.hint', { least: plainNumber(found.leastMu, 0), metres: plainNumber(found.toleranceMetres, 0) })}
          </span>
        )}
      </div>
      {query.isPending && <Loading lines={3} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {found && (
        <>
          <p className="contiguity-figure">
            {large.length > 0 ? (
              <button
                type="button"
                className="figure-button"
                onClick={() => onOpen({ stage: 'verified', ids: large, title: t('progress.contiguity.title') })}
              >
                <b data-testid="contiguity-share">{percent(found.largeMu, found.knownMu)}</b>
              </button>
            ) : (
              <b data-testid="contiguity-share">{found.knownMu === 0 ? '—' : percent(found.largeMu, found.knownMu)}</b>
            )}
            <span className="note">
              {t('progress.contiguity.of', {
                large: plainNumber(found.largeMu, 1),
                known: plainNumber(found.knownMu, 1),
                groups: count(found.groupCount),
              })}
              {found.unknownMu > 0 && ` · ${t('progress.contiguity.unknown', { value: plainNumber(found.unknownMu, 1) })}`}
            </span>
          </p>
          {found.groups.length > 0 && (
            <ol className="contiguity-groups">
              {found.groups.slice(0, listed).map((group) => (
                <li key={group.entries[0]}>
                  <button
                    type="button"
                    className="figure-button"
                    onClick={() =>
                      onOpen({
                        stage: 'verified',
                        ids: group.entries.slice(0, 2000),
                        title: `${t('progress.contiguity.title')} · ${t('progress.contiguity.group', { mu: plainNumber(group.areaMu, 1), parcels: count(group.parcels.length) })}`,
                      })
                    }
                  >
                    {t('progress.contiguity.group', { mu: plainNumber(group.areaMu, 1), parcels: count(group.parcels.length) })}
                  </button>
                  <span className="target-track" aria-hidden="true">
                    <span
                      className={group.areaMu >= found.leastMu ? 'target-part verified' : 'target-part declared'}
                      style={{ width: `${(group.areaMu / found.groups[0]!.areaMu) * 100}%` }}
                    />
                  </span>
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </section>
  );
}
