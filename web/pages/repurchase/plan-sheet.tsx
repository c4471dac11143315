// One plan: its figures at the estimates of its day, what was decided, its plots on their way to delivery, its files and its link.
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planExport } from '../../api/repurchase-queries.ts';
import type { PlanReply } from '../../api/repurchase-replies.ts';
import { count, day, plainNumber } from '../../format.ts';
import { boundsOf } from '../../map/column-bounds.ts';
import type { MapHandle, Padding } from '../../map/map-handle.ts';
import { useChoice } from '../../state/choice.ts';
import { usePageAddress } from '../../state/page-address.ts';
import type { ChoiceFigures } from './choice-figures.ts';
import { ActForm, type Act } from './act-form.tsx';
import { PlanPlots } from './plan-plots.tsx';
import { QuestionPart } from './question-part.tsx';
import { SidePanel } from './side-panel.tsx';

const formats = ['docx', 'xlsx', 'gpkg'] as const;

interface PlanSheetProps {
  readonly plan: PlanReply;
  readonly figures: ChoiceFigures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
}

function Decisions({ plan }: { plan: PlanReply }) {
  const { t, i18n } = useTranslation();
  if (plan.acts.length === 0) return null;
  return (
    <section className="buy-part">
      <h3>{t('repurchase.plans.acts')}</h3>
      <ol className="buy-acts">
        {[...plan.acts].reverse().map((act) => (
          <li key={act.id}>
            {day(act.date, i18n.language)} {act.parcel ?? ''} {act.step ? t(`repurchase.step.${act.step}`) : t(`repurchase.act.${act.act}`)}
            <span className="note">
              {act.basis} · {act.actor}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function PlanSheet({ plan, figures, handle, padding }: PlanSheetProps) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const { choose } = useChoice();
  const address = usePageAddress();
  const [acting, setActing] = useState<Act | null>(null);
  const { county, base, byCode } = figures;
  const { figures: sums, commitment } = plan;
  const show = (): void => {
    const places = new Set(plan.parcels.flatMap(({ code }) => byCode.get(code)?.index ?? []));
    const box = boundsOf(base.bounds, base.size, (index) => places.has(index));
    if (box) handle?.fit(box, padding);
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address());
      message.success(t('repurchase.plans.copied'));
    } catch (reason) {
      // Offices often serve without TLS, where the clipboard is closed: the address bar has the same link.
      message.info(t('repurchase.plans.copyByHand', { reason: reason instanceof Error ? reason.message : String(reason) }));
    }
  };
  const bound = plan.solved && sums.boundWan !== null && sums.costWan > 0 ? 1 - sums.boundWan / sums.costWan : null;
  return (
    <SidePanel
      title={plan.name}
      note={`${t(`repurchase.state.${plan.state}`)} · ${t('repurchase.label')} · ${day(plan.recordedAt, i18n.language)} ${plan.actor}`}
      onClose={() => choose({ plan: undefined })}
    >
      <section className="buy-part">
        <div className="buy-buttons">
          {(plan.state === 'draft' || plan.state === 'solved') && (
            <Button size="small" type="primary" onClick={() => setActing({ act: 'approve' })}>
              {t('repurchase.act.approve')}
            </Button>
          )}
          {plan.state !== 'withdrawn' && (
            <Button size="small" onClick={() => setActing({ act: 'withdraw' })}>
              {t('repurchase.act.withdraw')}
            </Button>
          )}
          <Button size="small" onClick={show}>
            {t('repurchase.plans.locate')}
          </Button>
          <Button size="small" onClick={() => void copy()}>
            {t('repurchase.plans.link')}
          </Button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: formats.map((format) => ({
                key: format,
                label: (
                  <a href={planExport(county.code, plan.id, format)} download>
                    {t(`repurchase.export.${format}`)}
                  </a>
                ),
              })),
            }}
          >
            <Button size="small">{t('repurchase.export.title')} ▾</Button>
          </Dropdown>
        </div>
        <dl className="buy-facts" data-testid="plan-figures">
          <dt>{t('repurchase.sums.parcels')}</dt>
          <dd>{count(sums.parcels)}</dd>
          <dt>{t('repurchase.sums.area')}</dt>
          <dd>{plainNumber(sums.areaMu, 3)}</dd>
          <dt>{t('repurchase.sums.cost')}</dt>
          <dd>{plainNumber(sums.costWan, 2)}</dd>
          <dt>{t('repurchase.sums.blocks')}</dt>
          <dd>{count(sums.blocks)}</dd>
          <dt>{t('repurchase.sums.largest')}</dt>
          <dd>{plainNumber(sums.largestBlockMu, 3)}</dd>
          <dt>{t('repurchase.plans.owners')}</dt>
          <dd>{t('repurchase.plans.ownersFirms', { owners: count(sums.owners), firms: count(sums.firms) })}</dd>
          <dt>{t('repurchase.sums.jobs')}</dt>
          <dd>
            {plainNumber(sums.jobs.known === 0 ? null : sums.jobs.sum, 0)}
            {sums.jobs.known < sums.jobs.total && ` ${t('repurchase.sums.known', { known: sums.jobs.known, total: sums.jobs.total })}`}
          </dd>
          <dt>{t('repurchase.sums.tax')}</dt>
          <dd>
            {plainNumber(sums.taxWan.known === 0 ? null : sums.taxWan.sum, 2)}
            {sums.taxWan.known < sums.taxWan.total &&
              ` ${t('repurchase.sums.known', { known: sums.taxWan.known, total: sums.taxWan.total })}`}
          </dd>
          {bound !== null && (
            <>
              <dt>{t('repurchase.plans.bound')}</dt>
              <dd>
                {t('repurchase.plans.boundOf', { bound: plainNumber(sums.boundWan, 1), gap: (Math.ceil(bound * 10_000) / 100).toFixed(2) })}
              </dd>
            </>
          )}
          {plan.state === 'approved' && (
            <>
              <dt>{t('repurchase.plans.contracted')}</dt>
              <dd>{t('frame.unit.wan', { value: plainNumber(commitment.contractedWan, 2) })}</dd>
              <dt>{t('repurchase.plans.delivered')}</dt>
              <dd>{t('frame.unit.wan', { value: plainNumber(commitment.deliveredWan, 2) })}</dd>
              <dt>{t('repurchase.plans.open')}</dt>
              <dd>{t('frame.unit.wan', { value: plainNumber(commitment.openWan, 2) })}</dd>
            </>
          )}
          <dt>{t('repurchase.plans.hash')}</dt>
          <dd>
            <code title={plan.hash}>{plan.hash.slice(0, 12)}</code>
          </dd>
        </dl>
      </section>
      <PlanPlots plan={plan} figures={figures} onAct={setActing} />
      <QuestionPart plan={plan} figures={figures} />
      <Decisions plan={plan} />
      {acting && <ActForm plan={plan} act={acting} figures={figures} onClose={() => setActing(null)} />}
    </SidePanel>
  );
}
