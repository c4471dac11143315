// What a policy may ask for: every field with its unit, words, bureau and how it is worked out, found by any part of its name.
import { Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, fields } from '#domain/policy/fields.ts';
import { unknownMark } from '../../format.ts';

const fits = (field: Field, words: string): boolean =>
  words === '' ||
  [field.label, field.name, field.unit, field.bureau, ...(field.values ?? [])].some((part) =>
    part?.toLowerCase().includes(words.toLowerCase()),
  );

function FieldTable() {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  return (
    <div className="policy-stack">
      <Input
        size="small"
        allowClear
        style={{ maxWidth: 320 }}
        aria-label={t('policy.fields.search')}
        placeholder={t('policy.fields.search')}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <Table<Field>
        size="small"
        rowKey="name"
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 12, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={fields.filter((field) => fits(field, words.trim()))}
        columns={[
          { title: t('policy.fields.label'), key: 'label', render: (_, row) => <span lang="zh-CN">{row.label}</span> },
          { title: t('policy.fields.name'), key: 'name', render: (_, row) => <code>{row.name}</code> },
          { title: t('policy.fields.type'), key: 'type', render: (_, row) => t(`policy.fields.types.${row.type}`) },
          { title: t('policy.fields.unit'), key: 'unit', render: (_, row) => <span lang="zh-CN">{row.unit ?? unknownMark}</span> },
          { title: t('policy.fields.yearly'), key: 'yearly', render: (_, row) => (row.yearly ? t('policy.fields.byYear') : unknownMark) },
          { title: t('policy.fields.bureau'), key: 'bureau', render: (_, row) => <span lang="zh-CN">{row.bureau}</span> },
          {
            title: t('policy.fields.note'),
            key: 'note',
            render: (_, row) => <span lang="zh-CN">{row.derivation ?? row.values?.join('、') ?? unknownMark}</span>,
          },
        ]}
      />
    </div>
  );
}

export function FieldList() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details className="policy-fields" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('policy.fields.title')} <span className="note">{fields.length}</span>
      </summary>
      {open && <FieldTable />}
    </details>
  );
}
