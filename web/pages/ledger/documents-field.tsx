// Evidence of an act: files, kept under their hash, and papers that are not kept here, by number or name.
import { Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendDocument } from '../../api/ledger-queries.ts';
import { problemText } from '../../ui/problem-text.ts';

/** A document of the form: the hash of a file or the name of a paper, and what it is called. */
export interface FormDocument {
  readonly id: string;
  readonly name: string;
}

interface DocumentsFieldProps {
  readonly county: string;
  readonly value: readonly FormDocument[];
  readonly onChange: (change: (before: readonly FormDocument[]) => readonly FormDocument[]) => void;
}

const added =
  (one: FormDocument) =>
  (before: readonly FormDocument[]): readonly FormDocument[] =>
    before.some(({ id }) => id === one.id) ? before : [...before, one];

export function DocumentsField({ county, value, onChange }: DocumentsFieldProps) {
  const { t } = useTranslation();
  const [paper, setPaper] = useState('');
  const [sending, setSending] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const send = async (file: File): Promise<void> => {
    setSending(file.name);
    setFailed(null);
    try {
      const { sha256, name } = await sendDocument(county, file);
      onChange(added({ id: sha256, name }));
    } catch (error) {
      setFailed(t('ledger.form.uploadFailed', { name: file.name, reason: problemText(t, error) }));
    } finally {
      setSending(null);
    }
  };
  const addPaper = (): void => {
    const name = paper.trim();
    if (name === '') return;
    onChange(added({ id: name, name }));
    setPaper('');
  };
  return (
    <fieldset className="ledger-documents">
      <legend>{t('ledger.form.documents')}</legend>
      <div className="form-row">
        <Upload
          multiple
          showUploadList={false}
          customRequest={({ file }) => {
            if (file instanceof File) void send(file);
          }}
        >
          <Button size="small" loading={sending !== null}>
            {t('ledger.form.upload')}
          </Button>
        </Upload>
        <Input
          size="small"
          aria-label={t('ledger.form.paper')}
          placeholder={t('ledger.form.paper')}
          value={paper}
          maxLength={300}
          onChange={({ target }) => setPaper(target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            addPaper();
          }}
        />
        <Button size="small" disabled={paper.trim() === ''} onClick={addPaper}>
          {t('ledger.form.addPaper')}
        </Button>
      </div>
      {sending !== null && <p className="note">{t('ledger.form.uploading', { name: sending })}</p>}
      {failed !== null && (
        <p className="ledger-fault" role="alert">
          {failed}
        </p>
      )}
      {value.length === 0 && <p className="note">{t('ledger.form.documentsHint')}</p>}
      <ul>
        {value.map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <button
              type="button"
              className="link-button"
              aria-label={t('ledger.form.remove', { name })}
              onClick={() => onChange((before) => before.filter((one) => one.id !== id))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
