// The county's land targets, one card each: four faces, where the target comes from, what it is a part of. Never added together.
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetReply } from '../../api/replies.ts';
import { TargetMeter } from '../../charts/target-meter.tsx';
import { count, plainNumber } from '../../format.ts';
import { OwnTargetForm } from './own-target-form.tsx';
import { BucketMark } from './township-table.tsx';

interface TargetCardsProps {
  readonly targets: readonly TargetReply[];
  readonly chosen: TargetReply;
  readonly county: string;
  readonly asOf: string;
  readonly onChoose: (target: TargetReply) => void;
  readonly onOpen: (target: TargetReply, face: 'verified' | 'declared' | 'gap') => void;
  /** What else is done with the chosen target. */
  readonly tools: ReactNode;
}

function CardNote({ target, targets }: { target: TargetReply; targets: readonly TargetReply[] }) {
  const { t } = useTranslation();
  const parent = targets.find((one) => one.id === target.parent)?.name ?? target.parent;
  const { known, total } = target.effectiveStated;
  return (
    <p className="note target-notes">
      <span className={`origin origin-${target.origin}`}>{t(`progress.origins.${target.origin}`)}</span>
      <span>{t(`progress.kind.${target.kind}`)}</span>
      {target.origin === 'regulatory' && target.clause && <span>{t('progress.clause', { clause: target.clause })}</span>}
      {target.stated && <span title={target.stated.basis}>{`${target.stated.basis} · ${target.stated.by}`}</span>}
      {target.kind === 'vacated_effective' && <span>{t('progress.effectiveStated', { known: count(known), total: count(total) })}</span>}
      {target.kind !== 'vacated_effective' && target.effectiveMu !== undefined && target.effectiveMu !== null && (
        <span>
          {t('progress.effective', { value: plainNumber(target.effectiveMu, 1) })}（
          {t('progress.effectiveStated', { known: count(known), total: count(total) })}）
        </span>
      )}
      {target.parent && <span>{t('progress.parent', { name: parent ?? '' })}</span>}
      <BucketMark bucket={target.bucket} reason={target.reason} />
    </p>
  );
}

export function TargetCards({ targets, chosen, county, asOf, onChoose, onOpen, tools }: TargetCardsProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState<TargetReply | 'new' | null>(null);
  return (
    <>
      <div className="progress-targets">
        {targets.map((target) => (
          <article key={`${target.policy} ${target.id}`} className="panel progress-target" data-chosen={target === chosen}>
            <TargetMeter target={target} asOf={asOf} large onOpen={(face) => onOpen(target, face)} />
            <CardNote target={target} targets={targets} />
            {targets.length > 1 && (
              <div className="form-row end">
                {target.origin !== 'regulatory' && (
                  <button type="button" className="link-button" onClick={() => setForm(target)}>
                    {t('progress.own.change')}
                  </button>
                )}
                <button type="button" className="link-button" aria-pressed={target === chosen} onClick={() => onChoose(target)}>
                  {t(target === chosen ? 'progress.chosen' : 'progress.choose')}
                </button>
              </div>
            )}
          </article>
        ))}
      </div>
      <div className="target-foot">
        <p className="note">{targets.length > 1 && t('progress.kindsNote')}</p>
        <Button onClick={() => setForm('new')}>{t('progress.own.add')}</Button>
        {tools}
      </div>
      {form !== null && (
        <OwnTargetForm
          county={county}
          like={form === 'new' ? chosen : form}
          of={form === 'new' ? null : form}
          onClose={() => setForm(null)}
        />
      )}
    </>
  );
}
