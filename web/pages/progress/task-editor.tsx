// Splits a target to townships, in place of their table: every task in one go, the difference from the target in view while typing.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renewProgress, setTasks } from '../../api/progress-queries.ts';
import type { ProgressReply } from '../../api/progress-replies.ts';
import { plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';

/** Whole millionths: what is summed while typing is what will be stored. */
const micro = (mu: number): number => Math.round(mu * 1e6);

export function TaskEditor({ progress, onDone }: { progress: ProgressReply; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { target, asOf } = progress;
  const places = target.townships.filter((row) => row.code !== null);
  const [areas, setAreas] = useState<ReadonlyMap<string, number | null>>(new Map(places.map((row) => [row.code!, row.targetMu])));
  const [basis, setBasis] = useState('');
  // The first split holds from the start of the period; a later one from the day that is looked at.
  const within = asOf < target.periodStart ? target.periodStart : asOf > target.periodEnd ? target.periodEnd : asOf;
  const [date, setDate] = useState(target.allocation === null ? target.periodStart : within);
  const changed = places.filter((row) => (areas.get(row.code!) ?? null) !== row.targetMu);
  const sum = [...areas.values()].reduce<number>((total, mu) => total + micro(mu ?? 0), 0);
  const difference = (sum - micro(target.targetMu)) / 1e6;
  const save = useMutation({
    mutationFn: () =>
      setTasks({
        county: progress.county.code,
        policy: target.policy,
        target: target.id,
        date,
        basis: basis.trim(),
        tasks: changed.map((row) => ({ township: row.code!, areaMu: areas.get(row.code!) ?? null })),
      }),
    onSuccess: async () => {
      await renewProgress(queries);
      onDone();
    },
  });
  const set = (code: string, mu: number | null): void => setAreas(new Map([...areas, [code, mu]]));
  return (
    <form
      className="task-editor"
      aria-label={t('progress.tasks.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className="note">{t('progress.tasks.hint')}</p>
      <ul>
        {places.map((row) => (
          <li key={row.code}>
            <label htmlFor={`task-${row.code}`}>{row.name}</label>
            <span className="note">{t('progress.tasks.verified', { value: plainNumber(row.verifiedMu, 1) })}</span>
            <InputNumber
              id={`task-${row.code}`}
              min={0}
              max={1_000_000}
              precision={3}
              size="small"
              value={areas.get(row.code!) ?? null}
              onChange={(value) => set(row.code!, value)}
              formatter={(value) => (value === undefined ? '' : String(value).replace(/\.0+$/, ''))}
              placeholder={t('progress.buckets.unset')}
            />
          </li>
        ))}
      </ul>
      <p className="task-sum" role="status">
        {t('progress.allocation', { allocated: plainNumber(sum / 1e6, 1), target: plainNumber(target.targetMu, 1) })}
        {' · '}
        <b className={difference === 0 ? undefined : 'seal'}>
          {difference === 0
            ? t('progress.allocationEven')
            : t(difference > 0 ? 'progress.allocationOver' : 'progress.allocationUnder', { value: plainNumber(Math.abs(difference), 3) })}
        </b>
      </p>
      <div className="form-row">
        <label>
          {t('progress.form.from')}
          <DatePicker
            allowClear={false}
            value={dayjs(date)}
            minDate={dayjs(target.periodStart)}
            maxDate={dayjs(target.periodEnd)}
            onChange={(value) => value && setDate(value.format('YYYY-MM-DD'))}
          />
        </label>
        <label className="grow">
          {t('progress.form.basis')}
          <Input
            value={basis}
            maxLength={2000}
            onChange={(event) => setBasis(event.target.value)}
            placeholder={t('progress.form.basisHint')}
          />
        </label>
      </div>
      {save.isError && <Failed detail={problemText(t, save.error)} />}
      <div className="form-row end">
        <Button onClick={onDone}>{t('progress.form.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={changed.length === 0 || basis.trim() === ''}>
          {t('progress.form.save')}
        </Button>
      </div>
    </form>
  );
}
