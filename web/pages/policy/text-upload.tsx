// Attaches the document's own text, so that clause numbers open the clause verbatim.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { attachText } from '../../api/policy-text.ts';
import { count } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';

export function TextUpload({ policy }: { policy: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const attach = useMutation({
    mutationFn: (file: File) => attachText(policy, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policy', policy, 'clause'] }),
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
      {attach.data && (
        <p role="status">{t('policy.text.attached', { name: attach.data.name, characters: count(attach.data.characters) })}</p>
      )}
      {attach.isError && <Failed detail={problemText(t, attach.error)} />}
    </section>
  );
}
