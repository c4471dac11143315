// The other side of a before-and-after: the same parcels on an earlier day, in another year, under another policy, or all three.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { taxThresholds } from '#domain/drawing/breaks.ts';
import { fillOf } from '#domain/drawing/fill.ts';
import { freedOnDay } from '#domain/ledger/freed-timeline.ts';
import { dayNumber } from '#domain/ledger/ledger-lines.ts';
import type { IsoDate } from '#domain/period.ts';
import { policyQuery, yearColumnsQuery } from '../../api/queries.ts';
import type { Figures } from './figures.ts';

export interface FiguresBefore {
  /** Null while the other year or policy is on its way. */
  readonly figures: Figures | null;
  readonly fault: unknown;
  readonly year: number;
  readonly policy: string | null;
}

export function useFiguresBefore(figures: Figures, day: string): FiguresBefore {
  const { timeline, base, shown, county, view } = figures;
  const year = view.beforeYear !== undefined && shown.years.includes(view.beforeYear) ? view.beforeYear : shown.year;
  const policy = view.beforePolicy ?? shown.policy;
  const isOwn = year === shown.year && policy === shown.policy;
  const key = { county: county.code, version: county.version, policy, year };
  const columns = useQuery({ ...yearColumnsQuery(key), enabled: !isOwn });
  const rules = useQuery({ ...policyQuery(policy), enabled: policy !== null && policy !== shown.policy });
  const yearBefore = isOwn ? figures.year : columns.data?.year === year ? columns.data : null;
  const policyBefore = policy === shown.policy ? figures.policy : (rules.data ?? null);
  const waits = yearBefore === null || (policy !== null && policyBefore === null);
  const earlier = useMemo((): Figures | null => {
    if (waits || yearBefore.tax.length !== base.size) return null;
    const onDay = timeline && freedOnDay(timeline, base.size, dayNumber(day as IsoDate));
    const columnsBefore = onDay ? { ...yearBefore, freed: onDay.freed } : yearBefore;
    const thresholds = policyBefore === figures.policy ? figures.thresholds : taxThresholds(policyBefore?.rules ?? []);
    // What changes between two policies belongs to the right side; the left shows what there is.
    const metric = shown.fill === 'difference' && !isOwn ? 'class' : figures.fill.metric;
    const fill = fillOf({
      metric,
      base,
      year: columnsBefore,
      before: figures.before,
      policyClasses: policyBefore?.classes ?? [],
      thresholds,
      breaks: view.breaks,
      difference: figures.difference?.codes ?? null,
    });
    return {
      ...figures,
      shown: { ...shown, year, policy },
      year: columnsBefore,
      policy: policyBefore,
      thresholds,
      fill,
      freedKinds: onDay?.kind ?? figures.freedKinds,
      pieced: onDay?.pieced ?? figures.pieced,
      day,
    };
  }, [figures, timeline, base, shown, view, day, year, policy, isOwn, waits, yearBefore, policyBefore]);
  return { figures: earlier, fault: columns.error ?? rules.error, year, policy };
}
