// The three queues: 规则空档 (low and in no class), 待补数据 (cannot be judged), 预警 (coming close). Each can be taken away as a table.
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queueQuery, type QueueFilter } from '../../api/policy-queues.ts';
import type { GapRow, LackingInput, MissingInput, MissingRow, WarningRow } from '../../api/policy-replies.ts';
import { besideThreshold } from '#domain/policy/beside-threshold.ts';
import { count, unknownMark } from '../../format.ts';
import type { PolicyFacts } from './policy-facts.ts';
import { QueueFrame } from './queue-frame.tsx';

interface Narrowed {
  readonly chosen?: string | undefined;
  readonly township?: string | undefined;
  readonly state?: string | undefined;
  readonly to?: string | undefined;
}

/** The narrowing of a queue with its page; another narrowing starts at the first page. */
function useNarrowing() {
  const [narrowed, setNarrowed] = useState<Narrowed>({});
  const [page, setPage] = useState(1);
  const narrow = (part: Narrowed): void => {
    setNarrowed((before) => ({ ...before, ...part }));
    setPage(1);
  };
  const { chosen, township, state, to } = narrowed;
  return {
    common: { township, state, to },
    chosen,
    page,
    onPage: setPage,
    onChoose: (key: string | undefined) => narrow({ chosen: key }),
    onTownship: (code: string | undefined) => narrow({ township: code }),
    onState: (next: string | undefined) => narrow({ state: next }),
    onTo: (next: string | undefined) => narrow({ to: next }),
  };
}

/** 2020、2021 年综合评价等级（经信）；2021 年亩均税收（评价用地：土地）. */
function missingWords(missing: readonly MissingInput[]): string {
  const fields = new Map<string, { readonly input: MissingInput; readonly years: number[]; readonly lacking: Map<string, LackingInput> }>();
  for (const input of missing) {
    const known = fields.get(input.field) ?? { input, years: [], lacking: new Map<string, LackingInput>() };
    fields.set(input.field, known);
    if (input.year !== null) known.years.push(input.year);
    for (const one of input.inputs) known.lacking.set(one.field, one);
  }
  return [...fields.values()]
    .map(({ input, years, lacking }) => {
      const when = years.length > 0 ? `${years.sort((a, b) => a - b).join('、')} 年` : '';
      const of = [...lacking.values()].map((one) => `${one.field === input.field ? '' : `${one.label}：`}${one.bureau}`).join('、');
      return `${when}${input.label}（${of}）`;
    })
    .join('；');
}

function valueWords({ label, unit, value, threshold, year }: GapRow['values'][number]): string {
  const subject = `${year === undefined ? '' : `${year} 年`}${label}`;
  if (value === null) return `${subject} ${unknownMark}`;
  const beside = typeof threshold === 'number' && (typeof value === 'number' || typeof value === 'string') && !Number.isNaN(Number(value));
  const shown = beside ? besideThreshold(Number(value), threshold) : typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
  return `${subject} ${shown}${unit === null ? '' : ` ${unit}`}`;
}

/** A class by its name, which a document may have made a long one. */
function ClassName({ of }: { readonly of: string | null }) {
  return (
    <div className="queue-class" lang="zh-CN">
      {of ?? unknownMark}
    </div>
  );
}

export function GapsPart({ facts }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  const { common, ...narrowing } = useNarrowing();
  const filter: QueueFilter = { gap: narrowing.chosen, ...common };
  const query = useQuery(queueQuery('gaps', facts.lens, filter, narrowing.page));
  return (
    <QueueFrame<GapRow>
      {...narrowing}
      name="gaps"
      facts={facts}
      filter={filter}
      query={query}
      what={t('policy.queue.gapsWhat')}
      empty={facts.policy.gaps.length === 0 ? t('policy.queue.noDetectors') : t('policy.queue.none')}
      choices={(query.data?.detectors ?? []).map((one) => ({ ...one, key: one.gap, label: one.name, note: `${one.gap} → ${one.result}` }))}
      columns={[
        { title: t('policy.queue.gap'), key: 'gap', render: (_, row) => <span title={row.gapName}>{row.gap}</span> },
        {
          title: t('policy.queue.found'),
          key: 'values',
          render: (_, row) => (
            <div className="queue-words" lang="zh-CN">
              {row.missing.length > 0
                ? t('policy.queue.lacks', { list: missingWords(row.missing) })
                : [...new Set(row.values.map(valueWords))].join('；')}
            </div>
          ),
        },
        { title: t('policy.queue.proposed'), key: 'proposed', render: (_, row) => <ClassName of={row.proposed} /> },
      ]}
    />
  );
}

export function MissingPart({ facts }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  const { common, ...narrowing } = useNarrowing();
  const filter: QueueFilter = { field: narrowing.chosen, ...common };
  const query = useQuery(queueQuery('missing', facts.lens, filter, narrowing.page));
  return (
    <QueueFrame<MissingRow>
      {...narrowing}
      name="missing"
      facts={facts}
      filter={filter}
      query={query}
      what={t('policy.queue.missingWhat')}
      empty={t('policy.queue.noneMissing')}
      choices={(query.data?.fields ?? []).map((one) => ({
        ...one,
        key: one.field,
        label: `${one.label}${one.years.length > 0 ? ` ${one.years.join('、')}` : ''}`,
        note: [
          ...one.inputs.map((input) =>
            input.field === one.field
              ? t('policy.queue.from', { bureau: input.bureau })
              : t('policy.queue.inputFrom', { label: input.label, bureau: input.bureau, parcels: count(input.parcels) }),
          ),
          t('policy.queue.rulesOpen', { rules: one.rules.length }),
        ].join(' · '),
      }))}
      columns={[
        {
          title: t('policy.queue.missing'),
          key: 'missing',
          render: (_, row) => (
            <div className="queue-words" lang="zh-CN">
              {missingWords(row.missing)}
            </div>
          ),
        },
        {
          title: t('policy.queue.openRules'),
          key: 'rules',
          render: (_, row) => (
            <div className="queue-rules">
              {row.rules.map((rule, place) => (
                <Fragment key={rule}>
                  {place > 0 && '、'}
                  <span>{rule}</span>
                </Fragment>
              ))}
            </div>
          ),
        },
      ]}
    />
  );
}

export function WarningsPart({ facts }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  const { common, ...narrowing } = useNarrowing();
  const filter: QueueFilter = { kind: narrowing.chosen, ...common };
  const query = useQuery(queueQuery('warnings', facts.lens, filter, narrowing.page));
  return (
    <QueueFrame<WarningRow>
      {...narrowing}
      name="warnings"
      facts={facts}
      filter={filter}
      query={query}
      what={t('policy.queue.warningsWhat')}
      empty={t('policy.queue.noneWarned')}
      choices={(query.data?.kinds ?? []).map((one) => ({ ...one, key: one.kind, label: t(`policy.queue.kind.${one.kind}`), note: '' }))}
      columns={[
        { title: t('policy.queue.year'), dataIndex: 'year', align: 'right' },
        {
          title: t('policy.queue.warning'),
          key: 'sentence',
          render: (_, row) => (
            <div className="queue-words" lang="zh-CN">
              {row.sentence}
            </div>
          ),
        },
        { title: t('policy.queue.wouldBe'), key: 'class', render: (_, row) => <ClassName of={row.class} /> },
        { title: t('policy.queue.proposed'), key: 'proposed', render: (_, row) => <ClassName of={row.proposed} /> },
      ]}
    />
  );
}
