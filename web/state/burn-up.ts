// The burn-up of one target as points of a chart: what was verified and declared on each day, the pace that was needed, and where it leads.

export interface BurnUpTarget {
  readonly targetMu: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly verifiedMu: number;
  readonly forecast: Band;
  readonly pipeline: Band;
}
interface Band {
  readonly low: number | null;
  readonly mid: number | null;
  readonly high: number | null;
}

/** What was counted from a day on, as the server replayed it. */
export interface BurnUpStep {
  readonly day: string;
  readonly verifiedMu: number;
  readonly declaredMu: number;
}

export interface BurnUpPoint {
  /** Day in milliseconds, for a true time axis. */
  readonly time: number;
  readonly day: string;
  /** Null after the chosen day. */
  readonly verified: number | null;
  readonly all: number | null;
  /** Straight line from nothing at the start to the target at the end. */
  readonly pace: number;
  /** What is needed from the chosen day on. */
  readonly needed: number | null;
  /** From the chosen day on; null where the history is too short to tell. */
  readonly forecast: number | null;
  readonly band: readonly [number, number] | null;
  /** What the cases under way may bring by the end. */
  readonly pipeline: number | null;
}

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Last days of the months from one day to another, both ends included. */
export function monthEnds(start: string, end: string): string[] {
  const days = [start];
  const [year, month] = start.split('-').map(Number) as [number, number];
  for (let step = 0; ; step += 1) {
    const last = dayOf(Date.UTC(year, month + step, 0));
    if (last >= end) return [...days, end];
    if (last > start) days.push(last);
  }
}

/** Points of the chart: every month's end of the period, every step, and the chosen day. Steps are in order of day. */
export function burnUp(target: BurnUpTarget, steps: readonly BurnUpStep[], asOf: string): BurnUpPoint[] {
  const { periodStart, periodEnd, targetMu, forecast, pipeline, verifiedMu } = target;
  const inPeriod = asOf > periodStart && asOf < periodEnd;
  const days = [...new Set([...monthEnds(periodStart, periodEnd), ...steps.map(({ day }) => day), ...(inPeriod ? [asOf] : [])])].sort();
  const [start, end, now] = [timeOf(periodStart), timeOf(periodEnd), timeOf(asOf)];
  let next = 0;
  let step: BurnUpStep | null = null;
  return days.map((day) => {
    while (next < steps.length && steps[next]!.day <= day) step = steps[next++]!;
    const time = timeOf(day);
    const known = day <= asOf;
    const share = inPeriod && day >= asOf ? (time - now) / (end - now) : null;
    const on = (goal: number | null): number | null => (share === null || goal === null ? null : verifiedMu + (goal - verifiedMu) * share);
    const [low, high] = [on(forecast.low), on(forecast.high)];
    return {
      time,
      day,
      verified: known ? (step?.verifiedMu ?? 0) : null,
      all: known ? (step ? step.verifiedMu + step.declaredMu : 0) : null,
      pace: (targetMu * (time - start)) / (end - start),
      needed: targetMu > verifiedMu ? on(targetMu) : null,
      forecast: on(forecast.mid),
      band: low === null || high === null ? null : [low, high],
      pipeline: pipeline.mid !== null && pipeline.mid > verifiedMu ? on(pipeline.mid) : null,
    };
  });
}
