// The county's plans: kept, compared, one of them open with its plots, decisions and files.
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { plansQuery } from '../../api/repurchase-queries.ts';
import type { PlanReply } from '../../api/repurchase-replies.ts';
import { count, day, plainNumber } from '../../format.ts';
import type { MapHandle, Padding } from '../../map/map-handle.ts';
import { useChoice } from '../../state/choice.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import { CompareTable } from './compare-table.tsx';
import { PlanSheet } from './plan-sheet.tsx';
import { SidePanel } from './side-panel.tsx';

interface PlansPanelProps {
  readonly figures: ChoiceFigures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
}

function PlanList({ plans }: { plans: readonly PlanReply[] }) {
  const { t, i18n } = useTranslation();
  const { choice, choose } = useChoice();
  const marked = choice.compare ?? [];
  const mark = (id: number): void =>
    choose({ compare: marked.includes(id) ? marked.filter((one) => one !== id) : [...marked, id] }, { replace: true });
  if (plans.length === 0) return <Nothing>{t('repurchase.plans.none')}</Nothing>;
  return (
    <>
      <p className="note">{t('repurchase.plans.compareHint')}</p>
      <ul className="buy-plans">
        {plans.map((plan) => (
          <li key={plan.id}>
            <Checkbox
              checked={marked.includes(plan.id)}
              disabled={!marked.includes(plan.id) && marked.length >= 4}
              aria-label={t('repurchase.plans.mark', { name: plan.name })}
              onChange={() => mark(plan.id)}
            />
            <button type="button" className="plain-button" onClick={() => choose({ plan: plan.id, compare: undefined })}>
              <b>{plan.name}</b>
              <span className={`buy-state ${plan.state}`}>{t(`repurchase.state.${plan.state}`)}</span>
              <span className="note">
                {t('repurchase.plans.line', {
                  parcels: count(plan.figures.parcels),
                  area: plainNumber(plan.figures.areaMu, 1),
                  cost: plainNumber(plan.figures.costWan, 0),
                  blocks: count(plan.figures.blocks),
                })}
                {' · '}
                {day(plan.recordedAt, i18n.language)} {plan.actor}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

export function PlansPanel({ figures, handle, padding }: PlansPanelProps) {
  const { t } = useTranslation();
  const { choice, choose } = useChoice();
  const { county } = figures;
  const query = useQuery({ ...plansQuery({ county: county.code, version: county.version }), retry: false });
  const plans = query.data ?? [];
  const marked = (choice.compare ?? []).flatMap((id) => plans.find((plan) => plan.id === id) ?? []);
  const open = marked.length > 1 ? null : (plans.find(({ id }) => id === choice.plan) ?? null);
  const missing = query.data && !open && marked.length < 2 ? choice.plan : undefined;
  const close = (): void => choose({ panel: 'none' }, { replace: true });
  if (open) return <PlanSheet key={open.id} plan={open} figures={figures} handle={handle} padding={padding} />;
  return (
    <SidePanel
      title={t(marked.length > 1 ? 'repurchase.compare.title' : 'repurchase.panels.plans')}
      note={t('repurchase.label')}
      wide={marked.length > 1}
      onClose={marked.length > 1 ? () => choose({ compare: undefined }) : close}
    >
      {query.isPending && <Loading lines={8} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {missing !== undefined && (
        <div className="buy-part">
          <Nothing>{t('repurchase.plans.gone', { id: missing })}</Nothing>
          <Button size="small" onClick={() => choose({ plan: undefined })}>
            {t('repurchase.plans.all')}
          </Button>
        </div>
      )}
      {marked.length > 1 && <CompareTable plans={marked} figures={figures} />}
      {query.data && marked.length < 2 && missing === undefined && (
        <div className="buy-part">
          <PlanList plans={plans} />
        </div>
      )}
    </SidePanel>
  );
}
