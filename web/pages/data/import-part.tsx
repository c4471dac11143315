// 导入: files dropped, told what they are, tried, looked at, committed. Nothing is written before somebody says so.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countiesQuery } from '../../api/queries.ts';
import { sendFile, uploadsQuery } from '../../api/upload-queries.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { UploadCard } from './upload-card.tsx';
import './import.css';

interface Sent {
  readonly key: string;
  readonly name: string;
  readonly id: string | null;
  readonly fault: unknown;
}

export function ImportPart({ county: shown, onMap }: { county: string | null; onMap: (county: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const counties = useQuery(countiesQuery);
  const [chosen, setChosen] = useState<string>(shown ?? '');
  const [other, setOther] = useState(shown === null);
  const [name, setName] = useState('');
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const waiting = useQuery(uploadsQuery(chosen));
  const listed = [...sent.flatMap(({ id }) => id ?? []), ...(waiting.data ?? []).map(({ id }) => id)];
  const ids = [...new Set(listed)];
  const complete = /^[1-9]\d{5}$/.test(chosen);
  const send = async (file: File): Promise<void> => {
    const key = `${file.name} ${file.lastModified} ${file.size}`;
    const put = (part: Partial<Sent>): void =>
      setSent((before) => [{ key, name: file.name, id: null, fault: null, ...part }, ...before.filter((one) => one.key !== key)]);
    put({});
    try {
      const upload = await sendFile(file, { county: chosen, countyName: other ? name : '' });
      queries.setQueryData(['upload', upload.id], upload);
      put({ id: upload.id });
    } catch (fault) {
      put({ fault });
    }
  };
  return (
    <div className="desk-stack">
      <section className="panel import-drop" aria-label={t('intake.parts.import')}>
        <div className="import-target">
          <label className="desk-field">
            <span>{t('intake.county')}</span>
            <Select
              aria-label={t('intake.county')}
              style={{ minWidth: 180 }}
              value={other ? 'other' : chosen}
              options={[
                ...(counties.data ?? []).map(({ code, name: called }) => ({ value: code, label: called })),
                { value: 'other', label: t('intake.newCounty') },
              ]}
              onChange={(value) => {
                setOther(value === 'other');
                setChosen(value === 'other' ? '' : value);
              }}
            />
          </label>
          {other && (
            <>
              <label className="desk-field">
                <span>{t('intake.countyCode')}</span>
                <Input inputMode="numeric" maxLength={6} value={chosen} onChange={({ target }) => setChosen(target.value.trim())} />
              </label>
              <label className="desk-field">
                <span>{t('intake.countyName')}</span>
                <Input maxLength={40} value={name} onChange={({ target }) => setName(target.value)} />
              </label>
            </>
          )}
        </div>
        <Upload.Dragger
          multiple
          disabled={!complete}
          showUploadList={false}
          beforeUpload={(file) => {
            void send(file);
            // The page sends the file itself, one request each.
            return false;
          }}
        >
          <p className="import-call">{t('intake.drop')}</p>
          <p className="note">{t('intake.dropHint')}</p>
        </Upload.Dragger>
      </section>
      {sent.map(({ key, name: file, id, fault }) =>
        id !== null ? null : (
          <section key={key} className="panel import-card" aria-label={file}>
            <h2>{file}</h2>
            {fault === null ? <Loading lines={2} /> : <Failed detail={problemText(t, fault)} />}
          </section>
        ),
      )}
      {ids.map((id) => (
        <UploadCard
          key={id}
          id={id}
          onMap={onMap}
          onGone={() => {
            setSent((before) => before.filter((one) => one.id !== id));
            void queries.invalidateQueries({ queryKey: ['uploads'] });
          }}
        />
      ))}
      {complete && waiting.isError && <Failed detail={problemText(t, waiting.error)} onRetry={() => void waiting.refetch()} />}
      {complete && waiting.isSuccess && ids.length === 0 && sent.length === 0 && (
        <section className="panel import-card">
          <Nothing>{t('intake.none')}</Nothing>
        </section>
      )}
    </div>
  );
}
