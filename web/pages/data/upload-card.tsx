// One file on its way into the record: what it is, what its columns become, what it would change, and the acts.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Progress, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { UploadReply } from '#domain/upload.ts';
import { cancelUpload, changeUpload, commitUpload, correctionsAddress, discardUpload, undoUpload } from '../../api/upload-queries.ts';
import { count } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { ColumnEditor } from './column-editor.tsx';
import { EffectView } from './effect-view.tsx';
import { UploadDetection } from './upload-detection.tsx';
import { useUpload } from './use-upload.ts';

const stepOf = ({ status, effect, detected }: UploadReply): number =>
  status === 'reading' || (status === 'refused' && (detected?.tables.length ?? 0) === 0)
    ? 0
    : status === 'committed' || status === 'undone'
      ? 3
      : effect
        ? 2
        : 1;

function Findings({ upload }: { upload: UploadReply }) {
  const { t } = useTranslation();
  const { total, error, warning, info, first } = upload.issues;
  if (total === 0) return null;
  return (
    <details open={upload.status === 'refused'}>
      <summary>{t('intake.issues', { total: count(total), error: count(error), warning: count(warning), info: count(info) })}</summary>
      <ul className="import-issues" lang="zh-CN">
        {first.slice(0, 50).map((issue, index) => (
          // eslint-disable-next-line react/no-array-index-key -- two findings may be alike in everything
          <li key={index} className={`import-${issue.severity}`}>
            <span className="note">
              {[issue.sheet, issue.row, issue.column].filter((part) => part !== null && part !== '').join(' · ')}
            </span>{' '}
            {issue.message}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function UploadCard({ id, onMap, onGone }: { id: string; onMap: (county: string) => void; onGone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const settle = (upload: UploadReply | null): void => {
    if (upload) queries.setQueryData(['upload', id], upload);
    for (const key of ['uploads', 'imports', 'counties', 'issues', 'successions', 'sources'])
      void queries.invalidateQueries({ queryKey: [key] });
    void queries.invalidateQueries({ queryKey: ['upload', id] });
  };
  const change = useMutation({ mutationFn: (wishes: Parameters<typeof changeUpload>[1]) => changeUpload(id, wishes), onSuccess: settle });
  const commit = useMutation({
    mutationFn: () => commitUpload(id),
    onSuccess: settle,
    onError: () => settle(null),
  });
  const query = useUpload(id, commit.isPending);
  const cancel = useMutation({ mutationFn: () => cancelUpload(id), onSuccess: () => void query.refetch() });
  const undo = useMutation({ mutationFn: () => undoUpload(id), onSuccess: settle });
  const discard = useMutation({ mutationFn: () => discardUpload(id), onSuccess: onGone });
  const upload = query.data;
  if (query.isError) return <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />;
  if (!upload) {
    return (
      <section className="panel import-card">
        <Loading lines={3} />
      </section>
    );
  }
  const { status, progress, earlier } = upload;
  const busy = status === 'reading' || status === 'committing';
  const fault = [change, commit, cancel, undo, discard].find(({ isError }) => isError)?.error;
  const done = progress?.total ? Math.round((progress.done / progress.total) * 100) : null;
  return (
    <section className="panel import-card" aria-label={upload.file} aria-busy={busy} data-testid="upload" data-status={status}>
      <div className="import-head">
        <h2>{upload.file}</h2>
        <span className={`import-status import-status-${status}`} role="status">
          {t(`intake.status.${status}`)}
        </span>
        <Steps
          size="small"
          className="import-steps"
          current={stepOf(upload)}
          status={status === 'refused' ? 'error' : status === 'committed' ? 'finish' : 'process'}
          items={(['read', 'columns', 'preview', 'done'] as const).map((step) => ({ title: t(`intake.steps.${step}`) }))}
        />
      </div>
      {busy && (
        <div className="import-progress">
          <span>{progress ? t(`intake.stage.${progress.stage}`) : t('intake.stage.reading')}</span>
          <Progress percent={done ?? 100} showInfo={done !== null} status="active" aria-label={t(`intake.status.${status}`)} />
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('intake.cancel')}
          </Button>
        </div>
      )}
      {earlier && status !== 'committed' && (
        <p className="import-note">
          {t('intake.earlier', {
            actor: earlier.actor,
            at: earlier.recordedAt.slice(0, 16).replace('T', ' '),
            id: earlier.importId,
            file: earlier.file,
          })}
        </p>
      )}
      {status !== 'reading' && (
        <UploadDetection
          key={`${upload.options.crs ?? ''} ${upload.options.keys ?? ''}`}
          upload={upload}
          busy={change.isPending}
          onChange={(wishes) => change.mutate(wishes)}
        />
      )}
      <Findings upload={upload} />
      {upload.detected && upload.detected.tables.length > 0 && (
        <ColumnEditor
          key={JSON.stringify([upload.options.columns, upload.options.layer])}
          upload={upload}
          busy={change.isPending || busy}
          onApply={(wishes) => change.mutate(wishes)}
        />
      )}
      {upload.effect && <EffectView upload={upload} />}
      {fault !== undefined && fault !== null && <Failed detail={problemText(t, fault)} />}
      <div className="import-acts">
        {status === 'ready' && (
          <Button type="primary" loading={commit.isPending} onClick={() => commit.mutate()}>
            {t('intake.commit')}
          </Button>
        )}
        {status === 'committed' && (
          <>
            <span>{t('intake.committed', { id: upload.importId ?? '' })}</span>
            <Button type="primary" onClick={() => onMap(upload.county)}>
              {t('intake.toMap')}
            </Button>
            <Popconfirm title={t('intake.undoSure')} onConfirm={() => undo.mutate()}>
              <Button loading={undo.isPending}>{t('intake.undo')}</Button>
            </Popconfirm>
          </>
        )}
        {status === 'undone' && <span>{t('intake.undone')}</span>}
        {upload.issues.total > 0 && (upload.detected?.tables.length ?? 0) > 0 && !busy && (
          <a className="import-file" href={correctionsAddress(id)} download>
            {t('intake.corrections')}
          </a>
        )}
        {['ready', 'refused', 'repeated'].includes(status) && (
          <Button type="text" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('intake.discard')}
          </Button>
        )}
      </div>
    </section>
  );
}
