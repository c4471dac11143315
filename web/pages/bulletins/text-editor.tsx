// The words of an issue under one's hands: head, number, title, addressee, body, signature; numbers that no figure gives are told beside the body.
import { Button, DatePicker, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import dayjs from 'dayjs';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulletinText, Doubt } from '../../api/bulletin-replies.ts';

const lines = ['issuer', 'number', 'title', 'addressee', 'signer'] as const;
const longest = { issuer: 60, number: 60, title: 120, addressee: 300, signer: 60 } as const;

interface TextEditorProps {
  readonly text: BulletinText;
  readonly isChanged: boolean;
  readonly doubts: readonly Doubt[];
  readonly onChange: (text: BulletinText) => void;
  readonly onRestore: () => void;
}

export function TextEditor({ text, isChanged, doubts, onChange, onRestore }: TextEditorProps) {
  const { t } = useTranslation();
  const body = useRef<TextAreaRef>(null);
  const show = ({ line, number, beside }: Doubt): void => {
    const field = body.current?.resizableTextArea?.textArea;
    const rows = text.body.split('\n');
    const row = rows[line - 1];
    if (!field || row === undefined) return;
    const start = rows.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const at = start + Math.max(0, row.indexOf(beside)) + Math.max(0, beside.indexOf(number));
    field.focus();
    field.setSelectionRange(at, at + number.length);
  };
  return (
    <section className="panel bulletins-part text-editor" aria-labelledby="text-title">
      <div className="panel-title">
        <h2 id="text-title">{t('bulletins.text.panel')}</h2>
        <Button size="small" disabled={!isChanged} onClick={onRestore}>
          {t('bulletins.text.restore')}
        </Button>
      </div>
      <p className="note">{t('bulletins.text.hint')}</p>
      {lines.map((name) => (
        <label key={name}>
          {t(`bulletins.text.${name}`)}
          <Input
            value={text[name]}
            maxLength={longest[name]}
            placeholder={t(name === 'title' || name === 'addressee' ? 'bulletins.text.needed' : 'bulletins.text.optional')}
            {...(name === 'title' && text.title.trim() === '' ? { status: 'error' as const } : {})}
            onChange={(event) => onChange({ ...text, [name]: event.target.value })}
          />
        </label>
      ))}
      <label>
        {t('bulletins.text.signedOn')}
        <DatePicker
          allowClear={false}
          value={dayjs(text.signedOn)}
          onChange={(value) => value && onChange({ ...text, signedOn: value.format('YYYY-MM-DD') })}
        />
      </label>
      <label>
        {t('bulletins.text.body')}
        <Input.TextArea
          ref={body}
          value={text.body}
          maxLength={20_000}
          autoSize={{ minRows: 14, maxRows: 28 }}
          onChange={(event) => onChange({ ...text, body: event.target.value })}
        />
      </label>
      {doubts.length > 0 && (
        <div className="doubts" role="status">
          <b>{t('bulletins.doubts.title', { value: doubts.length })}</b>
          <ul>
            {doubts.map((doubt, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- two doubts may be alike in everything
              <li key={at}>
                <button type="button" className="link-button" onClick={() => show(doubt)}>
                  {t('bulletins.doubts.line', { line: doubt.line, number: doubt.number })}
                </button>{' '}
                <span className="note" lang="zh-CN">
                  …{doubt.beside}…
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
