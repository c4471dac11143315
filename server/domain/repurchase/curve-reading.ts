// What a curve of least costs says of a goal and a budget that lie between its points: more land never costs less, so the points on both sides bound it.

/** A point of the curve; null where nothing was found or proven. */
export interface CurvePoint {
  readonly targetMu: number;
  readonly costWan: number | null;
  readonly boundWan: number | null;
}

/** From at least to at most, in 万元 or mu; null where the curve does not reach. */
export interface Between {
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

/** 万元 that the goal costs at least and at most, by the proven bound of the point before it and the plan of the point at or after it. */
export function costAt(points: readonly CurvePoint[], targetMu: number): Between {
  const before = points.filter((point) => point.targetMu <= targetMu).flatMap(({ boundWan }) => boundWan ?? []);
  const after = points.filter((point) => point.targetMu >= targetMu).flatMap(({ costWan }) => costWan ?? []);
  return {
    atLeast: before.length === 0 ? null : Math.max(...before),
    atMost: after.length === 0 ? null : Math.min(...after),
  };
}

/** Mu that the money frees at least, and less than which it frees at most. */
export function landFor(points: readonly CurvePoint[], budgetWan: number): Between {
  const able = points.flatMap(({ targetMu, costWan }) => (costWan !== null && costWan <= budgetWan ? [targetMu] : []));
  const beyond = points.flatMap(({ targetMu, boundWan }) => (boundWan !== null && boundWan > budgetWan ? [targetMu] : []));
  return {
    atLeast: able.length === 0 ? null : Math.max(...able),
    atMost: beyond.length === 0 ? null : Math.min(...beyond),
  };
}
