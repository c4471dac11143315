// What a what-if or a comparison changes on the land: map and list of the same parcels, side by side, with the same choice of sides.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeSide, ClassChanges } from '../../api/policy-replies.ts';
import { baseColumnsQuery, countiesQuery, yearColumnsQuery } from '../../api/queries.ts';
import type { ViewChange } from '../../state/view-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { changeSides, listedSides } from './change-sides.ts';
import { ChangedParcels } from './changed-parcels.tsx';
import type { PolicyFacts } from './policy-facts.ts';

const ChangeMap = lazy(async () => ({ default: (await import('./change-map.tsx')).ChangeMap }));
const all: ReadonlySet<ChangeSide> = new Set(changeSides);

interface ChangedLandProps {
  readonly facts: PolicyFacts;
  readonly changes: ClassChanges;
  /** Something is tried: the map is marked as a simulation. */
  readonly simulated: boolean;
  /** What stands in place of the list when no parcel changes. */
  readonly nobody: string;
  readonly onMap: ViewChange;
}

export function ChangedLand({ facts, changes, simulated, nobody, onMap }: ChangedLandProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { county, shown, policy } = facts;
  const key = { county: county.code, version: county.version };
  const base = useQuery(baseColumnsQuery(key));
  const year = useQuery(yearColumnsQuery({ ...key, policy: policy.id, year: shown.year }));
  const [sides, setSides] = useState(all);
  const toggle = (side: ChangeSide): void => {
    const next = new Set(sides);
    if (!next.delete(side)) next.add(side);
    setSides(next);
  };
  const fault = base.error ?? year.error;
  // A year kept from before must not be read with another year's changes.
  const columns = year.data?.year === changes.year && year.data.verdict.length === base.data?.size ? year.data : null;
  const listed = listedSides.filter((side) => sides.has(side));
  return (
    <section className="panel policy-part" aria-labelledby="changed-land" data-testid="changed-land">
      <div className="panel-title">
        <h2 id="changed-land">
          {t('policy.try.parcels')} {simulated && <Badge tone="draft">{t('policy.try.mark')}</Badge>}
        </h2>
      </div>
      {fault !== null && (
        <Failed
          detail={problemText(t, fault)}
          onRetry={() => {
            void base.refetch();
            void year.refetch();
          }}
        />
      )}
      {fault === null && (
        <div className="changed-land">
          {base.data && columns ? (
            <Suspense fallback={<div className="change-map skeleton" />}>
              <ChangeMap
                facts={facts}
                base={base.data}
                year={columns}
                changes={changes}
                sides={sides}
                onSide={toggle}
                simulated={simulated}
                onMap={onMap}
                onOutdated={() => void client.invalidateQueries(countiesQuery)}
              />
            </Suspense>
          ) : (
            <div className="change-map skeleton" />
          )}
          <div className="changed-list">
            {base.isPending && <Loading lines={6} />}
            {base.data &&
              (listedSides.every((side) => changes[side].parcels === 0) ? (
                <Nothing>{nobody}</Nothing>
              ) : (
                <ChangedParcels base={base.data} changes={changes} sides={listed} onMap={onMap} />
              ))}
          </div>
        </div>
      )}
    </section>
  );
}
