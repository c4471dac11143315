// A target beside the policy's: handed down by an upper level's document, or one's own, which nobody else sees.
import { Checkbox, DatePicker, Input, InputNumber, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { addTarget, changeTarget, prefectureOf, upperTargetsQuery } from '../../api/progress-queries.ts';
import { policiesQuery } from '../../api/queries.ts';
import type { TargetReply } from '../../api/replies.ts';
import { StatementForm } from './statement-form.tsx';

interface OwnTargetFormProps {
  readonly county: string;
  /** Target whose policy, kind and period the new one starts from. */
  readonly like: TargetReply;
  /** Target that is changed; null for a new one. */
  readonly of: TargetReply | null;
  readonly onClose: () => void;
}

export function OwnTargetForm({ county, like, of, onClose }: OwnTargetFormProps) {
  const { t } = useTranslation();
  const [origin, setOrigin] = useState<'own' | 'inherited'>(of?.origin === 'inherited' ? 'inherited' : 'own');
  const policies = useQuery(policiesQuery);
  const isThere = policies.data?.some((policy) => policy.county === prefectureOf(county)) ?? false;
  const upper = useQuery({ ...upperTargetsQuery(county, like.periodEnd), enabled: isThere });
  const parent = origin === 'inherited' && of === null ? (upper.data?.[0] ?? null) : null;
  const from = parent ?? like;
  const [title, setTitle] = useState(of?.name ?? '');
  const [area, setArea] = useState<number | null>(of?.targetMu ?? null);
  const [period, setPeriod] = useState<readonly [string, string] | null>(of ? [of.periodStart, of.periodEnd] : null);
  const [withdrawn, setWithdrawn] = useState(false);
  const [periodStart, periodEnd] = period ?? [from.periodStart, from.periodEnd];
  const common = { title: title.trim(), areaMu: area, periodStart, periodEnd };
  return (
    <StatementForm
      title={t(of ? 'progress.own.change' : 'progress.own.add')}
      day={periodStart}
      dayLabel={null}
      ready={title.trim() !== '' && area !== null && area > 0}
      onSave={({ basis }) =>
        of
          ? changeTarget(county, of.id, { ...common, withdrawn, basis })
          : addTarget({ county, origin, policy: from.policy, kind: from.kind, ...(parent ? { parent: parent.id } : {}), ...common, basis })
      }
      onClose={onClose}
    >
      {of === null && (
        <Radio.Group
          value={origin}
          onChange={(event) => setOrigin(event.target.value as 'own' | 'inherited')}
          options={[
            { value: 'own', label: t('progress.own.ownHint') },
            { value: 'inherited', label: t('progress.own.inheritedHint') },
          ]}
          vertical
        />
      )}
      <p className="note">
        {t('progress.own.like', { name: from.name ?? from.id, kind: t(`progress.kind.${from.kind}`) })}
        {origin === 'inherited' &&
          of === null &&
          upper.isSuccess &&
          parent &&
          ` · ${t('progress.own.parentOf', { name: parent.name ?? parent.id })}`}
      </p>
      <label>
        {t('progress.own.title')}
        <Input value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label>
        {t('progress.own.area')}
        <InputNumber min={0} max={10_000_000} value={area} onChange={setArea} style={{ width: '100%' }} />
      </label>
      <label>
        {t('progress.own.period')}
        <DatePicker.RangePicker
          allowClear={false}
          value={[dayjs(periodStart), dayjs(periodEnd)]}
          onChange={(value) => {
            const [start, end] = value ?? [];
            if (start && end) setPeriod([start.format('YYYY-MM-DD'), end.format('YYYY-MM-DD')]);
          }}
        />
      </label>
      {of && (
        <Checkbox checked={withdrawn} onChange={(event) => setWithdrawn(event.target.checked)}>
          {t('progress.own.withdraw')}
        </Checkbox>
      )}
    </StatementForm>
  );
}
