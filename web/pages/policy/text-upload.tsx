// Attaches the document's own text, so that clause numbers open the clause verbatim.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { attachedTextsQuery, attachText } from '../../api/policy-text.ts';
import { count, day } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';

export function TextUpload({ policy }: { policy: string }) {
  const { t, i18n } = useTranslation();
  const texts = useQuery(attachedTextsQuery(policy));
  const queries = useQueryClient();
  const attach = useMutation({
    mutationFn: (file: File) => attachText(policy, file),
    onSuccess: () => Promise.all(['clause', 'text'].map((part) => queries.invalidateQueries({ queryKey: ['policy', policy, part] }))),
  });
  return (
    <section className="panel policy-part" aria-labelledby="policy-text">
      <div className="panel-title">
        <h2 id="policy-text">{t('policy.text.title')}</h2>
        <Upload
          accept=".txt,.docx,.pdf"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            attach.mutate(file);
            return false;
          }}
        >
          <Button size="small" loading={attach.isPending}>
            {t('policy.text.choose')}
          </Button>
        </Upload>
      </div>
      <p className="note">{t('policy.text.hint')}</p>
      {texts.isPending && <Loading lines={1} />}
      {texts.isError && <Failed detail={problemText(t, texts.error)} onRetry={() => void texts.refetch()} />}
      {texts.data?.length === 0 && <p className="note">{t('policy.text.nothing')}</p>}
      <ul className="attached-texts" aria-live="polite">
        {(texts.data ?? []).map(({ name, hash, characters, actor, recordedAt }, place) => (
          <li key={`${hash} ${recordedAt}`}>
            {place === 0 ? t('policy.text.attached', { name, characters: count(characters) }) : <span className="note">{name}</span>}{' '}
            <span className="note">
              {t('policy.text.by', { actor, day: day(recordedAt, i18n.language) })}
              {place > 0 && ` · ${t('policy.text.earlier')}`}
            </span>
          </li>
        ))}
      </ul>
      {attach.isError && <Failed detail={problemText(t, attach.error)} />}
    </section>
  );
}
