// The firms of the year: score and place, the computed class beside the imported one, differences marked; a row opens to its formula.
import { Checkbox, Input, Segmented, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evaluationFile, type EvaluationKey } from '../../api/evaluation-queries.ts';
import { classesOf, type EvaluationReply, type EvaluationRow } from '../../api/evaluation-replies.ts';
import { count, unknownMark } from '../../format.ts';
import { ClassMark } from '../../ui/class-mark.tsx';
import { chosenRows, everything, type ListChoice } from './firm-rows.ts';

/** What to know about a row beside its classes. */
function useNote(): (row: EvaluationRow) => string {
  const { t } = useTranslation();
  return (row) =>
    [
      ...(row.sharing === 'pooled' ? [t('evaluation.pooled')] : row.sharing === 'followed' ? [t('evaluation.followed')] : []),
      ...row.vetoes,
      ...(row.state === 'rated'
        ? []
        : [row.reason === null ? t(`evaluation.states.${row.state}`) : `${t(`evaluation.states.${row.state}`)}：${row.reason}`]),
    ].join(' · ');
}

function useColumns(classes: readonly string[], grouped: boolean): TableColumnsType<EvaluationRow> {
  const { t } = useTranslation();
  const note = useNote();
  const group: TableColumnsType<EvaluationRow> = grouped
    ? [{ key: 'group', title: t('evaluation.columns.group'), width: 150, ellipsis: true, render: (_, row) => row.groupName ?? unknownMark }]
    : [];
  return [
    {
      key: 'rank',
      title: t('evaluation.columns.rank'),
      width: 112,
      align: 'right',
      render: (_, row) =>
        row.rank === null ? unknownMark : t('evaluation.rankOf', { rank: count(row.rank), outOf: count(row.outOf ?? 0) }),
    },
    { key: 'name', title: t('evaluation.columns.name'), ellipsis: true, render: (_, row) => <span className="firm-name">{row.name}</span> },
    {
      key: 'township',
      title: t('evaluation.columns.township'),
      width: 96,
      ellipsis: true,
      render: (_, row) => row.townshipName ?? unknownMark,
    },
    ...group,
    {
      key: 'score',
      title: t('evaluation.columns.score'),
      width: 84,
      align: 'right',
      render: (_, row) => <strong>{row.scoreText ?? unknownMark}</strong>,
    },
    {
      key: 'computed',
      title: t('evaluation.columns.computed'),
      width: 92,
      align: 'center',
      render: (_, row) => <ClassMark classes={classes} id={row.computed} />,
    },
    {
      key: 'imported',
      title: t('evaluation.columns.imported'),
      width: 110,
      render: (_, row) => (
        <span className="class-pair">
          <ClassMark classes={classes} id={row.imported} />
          {row.differs === true && <span className="class-differs">{t('evaluation.differs')}</span>}
        </span>
      ),
    },
    {
      key: 'class',
      title: t('evaluation.columns.class'),
      width: 126,
      render: (_, row) => (
        <span className="class-pair">
          <ClassMark classes={classes} id={row.class} />
          {row.from && <span className={row.from === 'forced' ? 'class-forced' : 'note'}>{t(`evaluation.from.${row.from}`)}</span>}
        </span>
      ),
    },
    {
      key: 'note',
      title: t('evaluation.columns.note'),
      width: 190,
      ellipsis: true,
      render: (_, row) => <span className="note">{note(row)}</span>,
    },
  ];
}

interface FirmListProps {
  readonly found: EvaluationReply;
  readonly of: EvaluationKey;
  readonly onOpen: (uscc: string) => void;
}

export function FirmList({ found, of, onOpen }: FirmListProps) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<ListChoice>(everything);
  const classes = classesOf(found);
  const rows = useMemo(
    () =>
      chosenRows(
        found.firms,
        found.groups.map((group) => group.id),
        choice,
      ),
    [found, choice],
  );
  const columns = useColumns(classes, choice.group === 'all' || choice.group === 'unrated');
  const change = (part: Partial<ListChoice>): void => setChoice((before) => ({ ...before, ...part }));
  const groups = [
    { value: 'all', label: t('evaluation.groups.all') },
    ...found.groups.map((group) => ({ value: group.id, label: group.name })),
    { value: 'unrated', label: t('evaluation.groups.unrated') },
  ];
  return (
    <section className="panel evaluation-part" data-testid="evaluation-list">
      <div className="evaluation-tools">
        <Segmented options={groups} value={choice.group} onChange={(group) => change({ group })} />
        <Select
          aria-label={t('evaluation.classFilter')}
          value={choice.class ?? ''}
          onChange={(value) => change({ class: value === '' ? null : value })}
          options={[{ value: '', label: t('evaluation.anyClass') }, ...classes.map((id) => ({ value: id, label: id }))]}
        />
        <Checkbox checked={choice.differsOnly} onChange={(event) => change({ differsOnly: event.target.checked })}>
          {t('evaluation.differsOnly')}
        </Checkbox>
        <Input
          allowClear
          className="evaluation-find"
          aria-label={t('evaluation.findLabel')}
          placeholder={t('evaluation.find')}
          value={choice.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <span className="evaluation-files">
          <span className="note">{t('evaluation.rows', { count: count(rows.length) as never })}</span>
          <a href={evaluationFile(of, 'csv')} download>
            {t('evaluation.exportCsv')}
          </a>
          <a href={evaluationFile(of, 'xlsx')} download>
            {t('evaluation.exportXlsx')}
          </a>
        </span>
      </div>
      <Table<EvaluationRow>
        size="small"
        rowKey="uscc"
        columns={columns}
        dataSource={rows}
        tableLayout="fixed"
        pagination={{ defaultPageSize: 50, showSizeChanger: false, hideOnSinglePage: true, size: 'small' }}
        locale={{ emptyText: t('evaluation.noRows') }}
        scroll={{ x: 1130 }}
        rowClassName="evaluation-row"
        onRow={(row) => ({
          tabIndex: 0,
          onClick: () => onOpen(row.uscc),
          onKeyDown: (event) => {
            if (event.key === 'Enter') onOpen(row.uscc);
          },
        })}
      />
    </section>
  );
}
