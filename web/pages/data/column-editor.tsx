// What each column becomes, with its values before and after; what is not clear can be said here, and kept for the next delivery.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bureaus } from '#domain/issue.ts';
import type { ColumnView, UploadReply } from '#domain/upload.ts';
import type { ColumnMapping } from '#domain/upload-options.ts';
import { mappingsQuery, saveMapping, type UploadWishes } from '../../api/upload-queries.ts';
import { count } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useFieldLabel } from './field-label.ts';

type Row = ColumnView & { readonly key: string; readonly sheet: string | null };
const units: Readonly<Record<string, readonly string[]>> = {
  亩: ['亩', '平方米', '公顷'],
  万元: ['万元', '元', '千元', '亿元'],
  千瓦时: ['千瓦时', '万千瓦时'],
  吨标准煤: ['吨标准煤', '万吨标准煤'],
};

/** Fields of an account that are the same in every year. */
const ofNoYear: ReadonlySet<string> = new Set(['year', 'uscc', 'name']);

export function ColumnEditor({ upload, busy, onApply }: { upload: UploadReply; busy: boolean; onApply: (wishes: UploadWishes) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [said, setSaid] = useState<ColumnMapping>(upload.options.columns);
  const [name, setName] = useState('');
  const [bureau, setBureau] = useState<(typeof bureaus)[number]>('税务');
  const mappings = useQuery(mappingsQuery(upload.subject));
  const save = useMutation({
    mutationFn: () => saveMapping({ name: name.trim(), bureau, subject: upload.subject ?? 'accounts', columns: said }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['mappings'] }),
  });
  const rows = (upload.detected?.tables ?? []).flatMap(({ sheet, columns }) =>
    columns.map((column): Row => ({ ...column, sheet, key: `${sheet ?? ''} ${column.index}` })),
  );
  // While nobody knows what the file is about, the fields of one subject are no answer.
  const fields = upload.subject === null ? [] : (upload.detected?.fields ?? []);
  const label = useFieldLabel(upload);
  // Two columns of one name are told apart by the heading over them, here and when the file is read.
  const keyOf = (row: Row): string =>
    row.group && rows.some((other) => other.key !== row.key && other.sheet === row.sheet && other.header === row.header)
      ? `${row.group}/${row.header}`
      : row.header;
  const open = ['ready', 'refused', 'repeated'].includes(upload.status);
  const changed = JSON.stringify(said) !== JSON.stringify(upload.options.columns);
  const put = (row: Row, part: Partial<ColumnMapping[string]>): void =>
    setSaid((before) => ({ ...before, [keyOf(row)]: { field: row.field, ...before[keyOf(row)], ...part } }));
  const of = (states: readonly ColumnView['state'][]): number => rows.filter(({ state }) => states.includes(state)).length;
  const columns: TableColumnsType<Row> = [
    {
      title: t('intake.columns.header'),
      key: 'header',
      render: (_, row) => <span lang="zh-CN">{row.group && row.group !== row.header ? `${row.group} / ${row.header}` : row.header}</span>,
    },
    {
      title: t('intake.columns.becomes'),
      key: 'field',
      width: 220,
      render: (_, row) => {
        const own = said[keyOf(row)];
        const value = own ? (own.field ?? '-') : (row.field ?? undefined);
        const offered = [...new Set([...row.candidates, ...fields.map((field) => field.name)])];
        return (
          <Select
            size="small"
            showSearch
            optionFilterProp="label"
            style={{ width: '100%' }}
            aria-label={`${t('intake.columns.becomes')} ${row.header}`}
            disabled={!open || busy}
            value={value ?? null}
            placeholder={row.state === 'ambiguous' ? t('intake.columns.ask') : t(`intake.columns.state.${row.state}`)}
            status={row.state === 'ambiguous' && !own ? 'warning' : ''}
            options={[
              { value: '-', label: t('intake.columns.ignore') },
              ...offered.map((field) => ({ value: field, label: label(field) })),
            ]}
            onChange={(field: string) => put(row, { field: field === '-' ? null : field })}
          />
        );
      },
    },
    {
      title: t('intake.columns.unit'),
      key: 'unit',
      width: 120,
      render: (_, row) => {
        const choices = row.into === null ? undefined : units[row.into];
        if (!choices) return row.unit ?? '';
        return (
          <Select
            size="small"
            style={{ width: '100%' }}
            aria-label={`${t('intake.columns.unit')} ${row.header}`}
            disabled={!open || busy}
            value={said[keyOf(row)]?.unit ?? row.unit}
            options={choices.map((unit) => ({ value: unit, label: unit }))}
            onChange={(unit: string) => put(row, { unit })}
          />
        );
      },
    },
    {
      title: t('intake.columns.year'),
      key: 'year',
      width: 100,
      render: (_, row) => {
        const year = said[keyOf(row)]?.year ?? row.year;
        const field = said[keyOf(row)]?.field ?? row.field ?? row.candidates[0];
        if (upload.subject !== 'accounts' || !field || ofNoYear.has(field)) return year ?? '';
        return (
          <InputNumber<number>
            size="small"
            style={{ width: '100%' }}
            min={1990}
            max={2100}
            precision={0}
            controls={false}
            aria-label={`${t('intake.columns.year')} ${keyOf(row)}`}
            disabled={!open || busy}
            value={year}
            onChange={(said) => said !== null && put(row, { field, year: said })}
          />
        );
      },
    },
    {
      title: t('intake.columns.samples'),
      key: 'samples',
      render: (_, row) => (
        <span className="import-values" lang="zh-CN">
          {row.samples.map(({ row: line, before, after }) => (
            <span key={line} title={`${t('intake.row')} ${line}`}>
              {before}
              {row.state === 'mapped' && after !== before && (
                <b> → {after === null ? t('intake.columns.unread') : `${after}${row.into ? ` ${row.into}` : ''}`}</b>
              )}
            </span>
          ))}
        </span>
      ),
    },
  ];
  return (
    <details open={upload.status === 'refused' || of(['ambiguous']) > 0}>
      <summary>
        {t('intake.columns.title')}：
        {t('intake.columns.summary', {
          mapped: count(of(['mapped'])),
          unmapped: count(of(['unmapped', 'duplicate'])),
          asked: count(of(['ambiguous'])),
        })}
      </summary>
      <Table<Row> size="small" pagination={false} rowKey="key" columns={columns} dataSource={rows} scroll={{ x: 'max-content', y: 320 }} />
      {open && (
        <div className="import-acts">
          <Button
            size="small"
            type={changed ? 'primary' : 'default'}
            disabled={!changed || busy}
            onClick={() => onApply({ columns: said })}
          >
            {t('intake.read')}
          </Button>
          <Select
            size="small"
            allowClear
            style={{ minWidth: 180 }}
            aria-label={t('intake.columns.use')}
            placeholder={t('intake.columns.use')}
            value={upload.options.mapping}
            options={[...new Set((mappings.data ?? []).map((one) => one.name))].map((value) => ({ value, label: value }))}
            onChange={(mapping: string | undefined) => onApply({ mapping: mapping ?? null })}
          />
          {Object.keys(said).length > 0 && (
            <>
              <Input
                size="small"
                style={{ width: 160 }}
                aria-label={t('intake.columns.name')}
                placeholder={t('intake.columns.name')}
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
              <Select
                size="small"
                aria-label={t('intake.columns.bureau')}
                value={bureau}
                options={bureaus.map((value) => ({ value, label: value }))}
                onChange={setBureau}
              />
              <Button size="small" disabled={name.trim() === ''} loading={save.isPending} onClick={() => save.mutate()}>
                {t('intake.columns.saveAs')}
              </Button>
            </>
          )}
          {save.data && <span role="status">{t('intake.columns.saved', { name: save.data.name, version: save.data.version })}</span>}
          {save.isError && <span role="alert">{problemText(t, save.error)}</span>}
        </div>
      )}
    </details>
  );
}
