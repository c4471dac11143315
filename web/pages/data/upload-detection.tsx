// What a file was found to be, and what a person may say to have it read otherwise: subject, layer, encoding, coordinates, repairs, foreign keys.
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseKeyForm } from '#domain/key-form.ts';
import { subjects, type Subject } from '#domain/subject.ts';
import type { UploadReply } from '#domain/upload.ts';
import type { UploadWishes } from '../../api/upload-queries.ts';

const drawn: ReadonlySet<Subject | null> = new Set([null, 'parcels', 'townships', 'blocks', 'zones']);

export function UploadDetection({
  upload,
  busy,
  onChange,
}: {
  upload: UploadReply;
  busy: boolean;
  onChange: (wishes: UploadWishes) => void;
}) {
  const { t } = useTranslation();
  const [crs, setCrs] = useState(upload.options.crs ?? '');
  const [keys, setKeys] = useState<string>(upload.options.keys ?? '');
  const { detected, options } = upload;
  const disabled = !['ready', 'refused', 'repeated'].includes(upload.status) || busy;
  const layers = detected?.layers ?? [];
  const keyForm = keys.trim() === '' ? null : parseKeyForm(keys.trim());
  const keysWrong = keys.trim() !== '' && keyForm === null;
  return (
    <div className="import-facts">
      <label className="desk-field">
        <span>
          {t('intake.subject')} {upload.guessed && <em className="note">{t('intake.guessed')}</em>}
        </span>
        <Select<Subject>
          size="small"
          aria-label={t('intake.subject')}
          disabled={disabled}
          value={upload.subject}
          placeholder={t('intake.unknown')}
          options={subjects.map((name) => ({ value: name, label: t(`intake.subjects.${name}`) }))}
          onChange={(subject) => onChange({ subject })}
        />
      </label>
      <div className="desk-field">
        <span>{t('intake.format')}</span>
        <b>
          {detected?.format ?? t('intake.unknown')}
          {detected?.tables[0]?.headerRow ? ` · ${t('intake.headerRow', { row: detected.tables[0].headerRow })}` : ''}
        </b>
      </div>
      {(layers.length > 1 || options.layer !== null) && (
        <label className="desk-field">
          <span>{t('intake.layer')}</span>
          <Select
            size="small"
            style={{ minWidth: 160, maxWidth: 320 }}
            popupMatchSelectWidth={false}
            aria-label={t('intake.layer')}
            disabled={disabled}
            value={options.layer ?? ''}
            options={[
              { value: '', label: t('intake.layerAll', { count: layers.length }) },
              ...[...new Set([...layers, ...(options.layer === null ? [] : [options.layer])])].map((value) => ({ value, label: value })),
            ]}
            onChange={(layer: string) => onChange({ layer: layer || null })}
          />
        </label>
      )}
      <label className="desk-field">
        <span>
          {t('intake.encoding')} <em className="note">{detected?.encoding ?? ''}</em>
        </span>
        <Select
          size="small"
          aria-label={t('intake.encoding')}
          disabled={disabled}
          value={options.encoding ?? ''}
          options={[
            { value: '', label: t('intake.automatic') },
            ...['utf-8', 'gb18030', 'big5', 'utf-16le'].map((value) => ({ value, label: value })),
          ]}
          onChange={(encoding: string) => onChange({ encoding: encoding || null })}
        />
      </label>
      <div className="desk-field">
        <span>
          {t('intake.crs')} <em className="note">{detected?.crs ?? ''}</em>
        </span>
        <Input.Search
          size="small"
          aria-label={t('intake.crs')}
          placeholder={t('intake.crsHint')}
          disabled={disabled}
          value={crs}
          enterButton={t('intake.read')}
          onChange={({ target }) => setCrs(target.value)}
          onSearch={(text) => onChange({ crs: text.trim() || null })}
        />
      </div>
      <div className="desk-field">
        <span>{t('intake.ways')}</span>
        <span className="import-acts">
          {drawn.has(upload.subject) && (
            <Checkbox
              checked={options.repair}
              disabled={disabled}
              title={t('intake.repairHint')}
              onChange={({ target }) => onChange({ repair: target.checked })}
            >
              {t('intake.repair')}
            </Checkbox>
          )}
          <Checkbox
            checked={options.foreign}
            disabled={disabled}
            title={t('intake.foreignHint')}
            onChange={({ target }) => onChange({ foreign: target.checked, ...(target.checked ? {} : { keys: null }) })}
          >
            {t('intake.foreign')}
          </Checkbox>
          {options.foreign && (
            <Input.Search
              size="small"
              style={{ width: 190 }}
              aria-label={t('intake.keys')}
              placeholder={t('intake.keysHint')}
              status={keysWrong ? 'error' : ''}
              disabled={disabled}
              value={keys}
              enterButton={t('intake.read')}
              onChange={({ target }) => setKeys(target.value)}
              onSearch={() => !keysWrong && onChange({ keys: keyForm })}
            />
          )}
        </span>
      </div>
      {detected && detected.samples.length > 0 && (
        <div className="desk-field import-samples">
          <span>{t('intake.samples')}</span>
          <span lang="zh-CN">{detected.samples.join(' · ')}</span>
        </div>
      )}
    </div>
  );
}
