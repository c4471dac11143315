// Plans side by side: the same figures in a row each, the best of a row marked by a word, and a small map of each.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparablePlan, comparePlans, type ComparedFigure } from '#domain/repurchase/compare.ts';
import type { PlanReply } from '../../api/repurchase-replies.ts';
import { plainNumber } from '../../format.ts';
import { useChoice } from '../../state/choice.ts';
import type { ChoiceFigures } from './choice-figures.ts';
import { PlanSketch } from './plan-sketch.tsx';

const places: Readonly<Record<ComparedFigure, number>> = {
  areaMu: 2,
  costWan: 1,
  costPerMuWan: 2,
  blocks: 0,
  largestBlockMu: 2,
  parcels: 0,
  firms: 0,
  jobs: 0,
  taxWan: 1,
};

export function CompareTable({ plans, figures }: { plans: readonly PlanReply[]; figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { choose } = useChoice();
  const { rows, shared, only } = comparePlans(plans.map(comparablePlan));
  return (
    <div className="buy-part" data-testid="compare">
      <table className="buy-rows buy-compare">
        <thead>
          <tr>
            <th scope="col">{t('repurchase.compare.figure')}</th>
            {plans.map((plan) => (
              <th key={plan.id} scope="col">
                <button type="button" className="link-button" onClick={() => choose({ plan: plan.id, compare: undefined })}>
                  {plan.name}
                </button>
                <small>{t(`repurchase.state.${plan.state}`)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('repurchase.compare.map')}</th>
            {plans.map((plan) => (
              <td key={plan.id}>
                <PlanSketch figures={figures} plan={plan} label={t('repurchase.compare.mapOf', { name: plan.name })} />
              </td>
            ))}
          </tr>
          {rows.map(({ figure, values, best }) => (
            <tr key={figure}>
              <th scope="row">{t(`repurchase.compare.${figure}`)}</th>
              {values.map((value, place) => (
                <td key={plans[place]!.id} className={best.includes(place) ? 'number best' : 'number'}>
                  {plainNumber(value.sum, places[figure])}
                  {value.known < value.total && <small>{t('repurchase.sums.known', { known: value.known, total: value.total })}</small>}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('repurchase.compare.only')}</th>
            {only.map((codes, place) => (
              <td key={plans[place]!.id} className="number">
                {t('repurchase.offer.plots', { count: codes.length })}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="note">{t('repurchase.compare.shared', { count: shared.length })}</p>
      <p className="note">{t('repurchase.compare.best')}</p>
      <Button size="small" onClick={() => choose({ compare: undefined })}>
        {t('repurchase.plans.all')}
      </Button>
    </div>
  );
}
