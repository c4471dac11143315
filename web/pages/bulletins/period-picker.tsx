// Kind and period of a new issue: a month, a quarter, a year, or any days. A period that is not over ends with the last day there is.
import { DatePicker, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { issueKinds, type IssueKind } from '#domain/bulletin/issue-period.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { PlaceState } from './use-place.ts';

const iso = (value: Dayjs): string => value.format('YYYY-MM-DD');

interface PeriodPickerProps {
  readonly place: PlaceState;
  readonly kind: IssueKind;
  readonly from: string | null;
  readonly asOf: string;
  /** Last day there are figures of. */
  readonly last: string;
}

const lastDayOf: Record<Exclude<IssueKind, 'occasional'>, (value: Dayjs) => Dayjs> = {
  monthly: (value) => value.endOf('month'),
  quarterly: (value) =>
    value
      .startOf('month')
      .add(2 - (value.month() % 3), 'month')
      .endOf('month'),
  yearly: (value) => value.endOf('year'),
};
const pickers = { monthly: 'month', quarterly: 'quarter', yearly: 'year' } as const;

export function PeriodPicker({ place, kind, from, asOf, last }: PeriodPickerProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const tooLate = (value: Dayjs): boolean => value.isAfter(dayjs(last), 'day');
  const onDay = (value: Dayjs): void => change({ asOf: tooLate(value) ? last : iso(value) });
  return (
    <div className="period-picker">
      <Segmented
        aria-label={t('bulletins.kind')}
        value={kind}
        options={issueKinds.map((value) => ({ value, label: t(`bulletins.kinds.${value}`) }))}
        onChange={(next) => void place.go({ what: 'new', kind: next, from: null })}
      />
      {kind === 'occasional' ? (
        <DatePicker.RangePicker
          aria-label={t('bulletins.period')}
          allowClear={false}
          value={[dayjs(from ?? asOf.replace(/\d\d$/, '01')), dayjs(asOf)]}
          disabledDate={tooLate}
          onChange={(days) => {
            const [first, end] = days ?? [];
            if (!first || !end) return;
            void place.go({ what: 'new', kind, from: iso(first) }).then(() => onDay(end));
          }}
        />
      ) : (
        <DatePicker
          aria-label={t('bulletins.period')}
          allowClear={false}
          picker={pickers[kind]}
          value={dayjs(asOf)}
          disabledDate={(value) => tooLate(value.startOf(kind === 'yearly' ? 'year' : 'month'))}
          onChange={(value) => value && onDay(lastDayOf[kind](value))}
        />
      )}
    </div>
  );
}
