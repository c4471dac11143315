// 版本: what versions there are, and a county's own text: written from the template, tried on its data, kept as a draft.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  keepDraft,
  policyDocumentsQuery,
  policyTemplate,
  previewPolicy,
  templateAddress,
  type PolicyPreviewReply,
} from '../../api/policy-versions.ts';
import { count, plainNumber } from '../../format.ts';
import { Badge } from '../../ui/badge.tsx';
import { LintFindings } from './lint-part.tsx';
import { FieldList } from './field-list.tsx';
import { PolicyFaults } from './policy-faults.tsx';
import type { PolicyFacts } from './policy-facts.ts';
import { TextUpload } from './text-upload.tsx';
import { VersionList } from './version-list.tsx';

/** The county on whose data a text is tried; its latest year when the page shows none. */
export interface WritingPlace {
  readonly code: string;
  readonly name: string;
  readonly year: number;
}

function Preview({ preview, place }: { preview: PolicyPreviewReply; place: WritingPlace }) {
  const { t } = useTranslation();
  const { classes, undecided } = preview.counts;
  const rows = [...classes, { ...undecided, name: t('policy.versions.undecided') }];
  return (
    <div className="policy-stack" data-testid="policy-preview">
      <h3 className="policy-kind">
        <Badge tone="draft">{t('policy.try.mark')}</Badge> {preview.policy.title} · {preview.policy.version} —{' '}
        {t('policy.countedFor', { county: place.name, year: place.year })}
      </h3>
      <ul className="transitions">
        {rows.map((row) => (
          <li key={row.name}>
            <span lang="zh-CN">{row.name}</span>
            <span className="policy-number">
              {t('policy.parcels', { value: count(row.parcels) })} · {t('policy.firms', { value: count(row.firms) })} ·{' '}
              {t('policy.mu', { value: plainNumber(row.areaMu) })}
            </span>
          </li>
        ))}
      </ul>
      <LintFindings policy={preview.policy} lint={preview.lint} onlyReal={false} prefix="preview" />
    </div>
  );
}

function PolicyWriter({ place }: { place: WritingPlace }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [yaml, setYaml] = useState('');
  const preview = useMutation({ mutationFn: () => previewPolicy(yaml, place.code, place.year) });
  const keep = useMutation({
    mutationFn: () => keepDraft(yaml),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policy'] }),
  });
  const write = (text: string): void => {
    setYaml(text);
    preview.reset();
    keep.reset();
  };
  const template = useMutation({ mutationFn: policyTemplate, onSuccess: write });
  const fault = keep.error ?? preview.error ?? template.error;
  return (
    <section className="panel policy-part" aria-labelledby="policy-writer">
      <div className="panel-title">
        <h2 id="policy-writer">{t('policy.versions.write')}</h2>
        <span className="policy-number">
          <Button size="small" disabled={yaml !== ''} loading={template.isPending} onClick={() => template.mutate()}>
            {t('policy.versions.fromTemplate')}
          </Button>{' '}
          <a href={templateAddress} download="policy-template.yaml">
            {t('policy.versions.template')}
          </a>
        </span>
      </div>
      <p className="note">{t('policy.versions.writeHint')}</p>
      <FieldList />
      <Upload.Dragger
        accept=".yaml,.yml,.txt"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(file) => {
          void file.text().then(write);
          // The page reads the file itself; nothing is sent before somebody asks for it.
          return false;
        }}
      >
        {t('policy.versions.drop')}
      </Upload.Dragger>
      <Input.TextArea
        className="policy-yaml"
        aria-label={t('policy.versions.text')}
        placeholder={t('policy.versions.text')}
        autoSize={{ minRows: 6, maxRows: 24 }}
        spellCheck={false}
        value={yaml}
        onChange={({ target }) => write(target.value)}
      />
      <div className="queue-files">
        <Button disabled={yaml.trim() === ''} loading={preview.isPending} onClick={() => preview.mutate()}>
          {t('policy.versions.preview')}
        </Button>
        <Button type="primary" disabled={yaml.trim() === ''} loading={keep.isPending} onClick={() => keep.mutate()}>
          {t('policy.versions.keep')}
        </Button>
        {keep.data && <span role="status">{t('policy.versions.keptAs', { id: keep.data.id, version: keep.data.version })}</span>}
      </div>
      {fault !== null && <PolicyFaults reason={fault} />}
      {preview.data && <Preview preview={preview.data} place={place} />}
    </section>
  );
}

/** The county's own policies beside the one shown: drafts that never held are found here again. */
export function PolicyDesk({ place, shown }: { place: WritingPlace; shown: string | null }) {
  const documents = useQuery(policyDocumentsQuery(place.code));
  const others = (documents.data ?? []).filter(({ id }) => id !== shown);
  return (
    <>
      {others.map(({ id }) => (
        <VersionList key={id} policy={id} />
      ))}
      <PolicyWriter place={place} />
    </>
  );
}

export function VersionsPart({ facts: { policy, county, shown } }: { facts: PolicyFacts }) {
  return (
    <div className="policy-stack">
      <VersionList policy={policy.id} />
      <TextUpload policy={policy.id} />
      <PolicyDesk place={{ code: county.code, name: county.name, year: shown.year }} shown={policy.id} />
    </div>
  );
}
