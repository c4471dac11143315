// The last question before an issue is frozen: what is kept for good, what it replaces, and numbers that no figure gives.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freezeBulletin, type IssueAsked } from '../../api/bulletin-queries.ts';
import type { BulletinPreview, BulletinText, Doubt, FrozenBulletin } from '../../api/bulletin-replies.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';

interface FreezeDialogProps {
  readonly asked: IssueAsked;
  readonly preview: BulletinPreview;
  readonly text: BulletinText;
  readonly doubts: readonly Doubt[];
  /** The text is still being held against the figures: it cannot be frozen before that is known. */
  readonly isChecking: boolean;
  readonly onClose: () => void;
  readonly onFrozen: (issue: FrozenBulletin) => void;
}

export function FreezeDialog({ asked, preview, text, doubts, isChecking, onClose, onFrozen }: FreezeDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [accepted, setAccepted] = useState(false);
  const freeze = useMutation({
    mutationFn: () => freezeBulletin({ ...asked, text, figuresHash: preview.figuresHash, acceptDoubts: accepted }),
    onSuccess: onFrozen,
    // Refused because the ledger has moved on: what is shown must be the figures of now.
    onError: () => void queries.invalidateQueries({ queryKey: ['bulletins', asked.county] }),
  });
  const { replaces, figures } = preview;
  return (
    <Modal
      open
      title={t('bulletins.freeze.title')}
      okText={t('bulletins.freeze.do')}
      cancelText={t('bulletins.freeze.not')}
      okButtonProps={{ disabled: isChecking || (doubts.length > 0 && !accepted) }}
      confirmLoading={freeze.isPending}
      onOk={() => freeze.mutate()}
      onCancel={onClose}
    >
      <div className="freeze-dialog">
        <p lang="zh-CN">
          <b>{text.title}</b>
        </p>
        <p>{t('bulletins.freeze.hint', { period: figures.period.name })}</p>
        {replaces && <p className="warn">{t('bulletins.freeze.replaces', { number: replaces.number })}</p>}
        {doubts.length > 0 && (
          <Checkbox checked={accepted} onChange={(event) => setAccepted(event.target.checked)}>
            {t('bulletins.freeze.doubts', { numbers: doubts.map(({ number }) => number).join('、') })}
          </Checkbox>
        )}
        {freeze.isError && <Failed detail={problemText(t, freeze.error)} />}
      </div>
    </Modal>
  );
}
