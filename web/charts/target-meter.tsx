// The headline meter: four faces of one target (目标, 核实, 申报, 缺口), its months, and the pace it needs. One kind of land only.
import { useTranslation } from 'react-i18next';
import { parseIsoDate, wholeMonthsBetween, type IsoDate } from '#domain/period.ts';
import type { TargetReply } from '../api/replies.ts';
import { day, plainNumber } from '../format.ts';
import './target-meter.css';

/** Month of the period that a day is in, counted from 1, and how many there are. */
export function monthOfPeriod(start: IsoDate, end: IsoDate, asOf: IsoDate): { passed: number; total: number } {
  const months = (from: IsoDate, to: IsoDate): number => {
    const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
    const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
    return (toYear - fromYear) * 12 + (toMonth - fromMonth) + 1;
  };
  return { passed: months(start, asOf), total: months(start, end) };
}

function MonthNote({ target, asOf }: { target: TargetReply; asOf: string }) {
  const { t } = useTranslation();
  const [start, end, now] = [parseIsoDate(target.periodStart), parseIsoDate(target.periodEnd), parseIsoDate(asOf)];
  if (!start || !end || !now) return null;
  if (now > end) return t('progress.ended');
  if (now < start) return t('progress.notBegun');
  return t('progress.month', monthOfPeriod(start, end, now));
}

function PaceNote({ target, asOf }: { target: TargetReply; asOf: string }) {
  const { t } = useTranslation();
  const value = (mu: number): string => plainNumber(mu, 1);
  if (target.gapMu <= 0) return t('progress.requiredNone');
  if (target.requiredPerMonthMu === null || asOf > target.periodEnd)
    return <b className="seal">{t('progress.overdue', { value: value(target.gapMu) })}</b>;
  return t('progress.required', { value: value(target.requiredPerMonthMu) });
}

function ForecastNote({ target, asOf }: { target: TargetReply; asOf: string }) {
  const { t } = useTranslation();
  const { low, mid, high } = target.forecast;
  if (asOf >= target.periodEnd || target.gapMu <= 0) return null;
  if (low === null || mid === null || high === null) return t('progress.forecastUnknown');
  const value = (mu: number): string => plainNumber(mu, 0);
  return `${t('progress.recent', { value: value(mid) })} ${low < high ? t('progress.band', { low: value(low), high: value(high) }) : ''}`;
}

/** A face that opens to the ledger rows behind it, where somebody is there to open it. */
function Face({ value, label, onOpen }: { value: string; label: string; onOpen: (() => void) | undefined }) {
  const { t } = useTranslation();
  if (!onOpen) return <b>{value}</b>;
  return (
    <button
      type="button"
      className="plain-button target-open"
      title={t('progress.openEntries')}
      onClick={onOpen}
      aria-label={`${label} ${value} · ${t('progress.openEntries')}`}
    >
      <b>{value}</b>
    </button>
  );
}

export interface TargetMeterProps {
  readonly target: TargetReply;
  readonly asOf: string;
  /** Larger figures for the progress page. */
  readonly large?: boolean;
  /** Opens the ledger rows behind a face. */
  readonly onOpen?: (face: 'verified' | 'declared' | 'gap') => void;
}

export function TargetMeter({ target, asOf, large = false, onOpen }: TargetMeterProps) {
  const { t, i18n } = useTranslation();
  const whole = Math.max(target.targetMu, target.verifiedMu + target.declaredMu, 1e-9);
  const share = (mu: number): string => `${Math.max(0, (mu / whole) * 100)}%`;
  const wanted = target.comparator === 'ge' && target.comparatorText ? 'progress.atLeast' : 'progress.plain';
  return (
    <div className={large ? 'target-meter large' : 'target-meter'}>
      <div className="target-line note">
        <span>
          <b>{target.name ?? t(`progress.kind.${target.kind}`)}</b>
          {' · '}
          {t('progress.target')} {t(wanted, { value: plainNumber(target.targetMu, 0), unit: t('frame.unit.mus') })}
          {' · '}
          {t('progress.until', { day: day(target.periodEnd, i18n.language) })}
        </span>
        <span>
          <MonthNote target={target} asOf={asOf} />
        </span>
      </div>
      <div className="target-figures">
        <span className="target-verified">
          <Face value={plainNumber(target.verifiedMu, 1)} label={t('progress.verified')} onOpen={onOpen && (() => onOpen('verified'))} />{' '}
          {t('frame.unit.mus')} {t('progress.verified')}
        </span>
        <span>
          {t('progress.declared')}{' '}
          <Face
            value={`+${plainNumber(target.declaredMu, 1)}`}
            label={t('progress.declared')}
            onOpen={onOpen && (() => onOpen('declared'))}
          />
        </span>
        <span className={target.gapMu > 0 ? 'seal' : undefined}>
          {t('progress.gap')}{' '}
          <Face value={plainNumber(target.gapMu, 1)} label={t('progress.gap')} onOpen={onOpen && (() => onOpen('gap'))} />
        </span>
      </div>
      <div className="target-track" aria-hidden="true">
        <span className="target-part verified" style={{ width: share(target.verifiedMu) }} />
        <span className="target-part declared" style={{ width: share(target.declaredMu) }} />
        {whole > target.targetMu && <span className="target-mark" style={{ left: share(target.targetMu) }} />}
      </div>
      <div className="target-line note">
        <span>
          <PaceNote target={target} asOf={asOf} />
        </span>
        <span>
          <ForecastNote target={target} asOf={asOf} />
        </span>
      </div>
    </div>
  );
}

/** Whole months from a day to the end of the period; for tables. */
export function monthsLeft(target: TargetReply, asOf: string): number | null {
  const [end, now] = [parseIsoDate(target.periodEnd), parseIsoDate(asOf)];
  return end && now ? wholeMonthsBetween(now, end) : null;
}
