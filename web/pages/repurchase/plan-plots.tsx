// The plots of a plan, block by block: where each stands between application and delivery, and the step that comes next.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { planSteps } from '#domain/repurchase/plan.ts';
import type { PlanParcelReply, PlanReply } from '../../api/repurchase-replies.ts';
import { day, plainNumber } from '../../format.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { Act } from './act-form.tsx';
import type { ChoiceFigures } from './choice-figures.ts';

interface PlanPlotsProps {
  readonly plan: PlanReply;
  readonly figures: ChoiceFigures;
  readonly onAct: (act: Act) => void;
}

/** Five marks: what is done is filled, the rest is not. */
function Steps({ parcel }: { parcel: PlanParcelReply }) {
  const { t } = useTranslation();
  const done = parcel.step === null ? 0 : planSteps.indexOf(parcel.step) + 1;
  const said = parcel.step === null ? t('repurchase.plans.notBegun') : t(`repurchase.step.${parcel.step}`);
  return (
    <span className="buy-steps" title={planSteps.map((step) => t(`repurchase.step.${step}`)).join(' → ')}>
      {planSteps.map((step, place) => (
        <i key={step} className={place < done ? 'done' : undefined} aria-hidden="true" />
      ))}
      {said}
    </span>
  );
}

export function PlanPlots({ plan, figures, onAct }: PlanPlotsProps) {
  const { t, i18n } = useTranslation();
  const { change } = useViewState();
  const byCode = new Map(plan.parcels.map((parcel) => [parcel.code, parcel]));
  const names = new Map(figures.county.townships.map(({ code, name }) => [code, name]));
  const followed = plan.state === 'approved';
  return (
    <section className="buy-part">
      <h3>{t('repurchase.plans.plots')}</h3>
      {plan.blocks.map((codes, place) => {
        const parcels = codes.flatMap((code) => byCode.get(code) ?? []);
        const area = parcels.reduce((sum, { areaMu }) => sum + Math.round(areaMu * 1_000_000), 0) / 1_000_000;
        return (
          <div key={codes[0]} className="buy-block">
            <p className="note">{t('repurchase.plans.block', { place: place + 1, parcels: parcels.length, area: plainNumber(area, 2) })}</p>
            <ul>
              {parcels.map((parcel) => {
                const next = planSteps[parcel.step === null ? 0 : planSteps.indexOf(parcel.step) + 1];
                return (
                  <li key={parcel.code} className={parcel.dropped ? 'dropped' : undefined}>
                    <button type="button" className="link-button" onClick={() => change({ open: parcel.code })}>
                      {parcel.name ?? parcel.code}
                    </button>
                    <span className="note">
                      {names.get(parcel.township ?? '') ?? ''} · {plainNumber(parcel.areaMu, 2)} {t('frame.unit.mus')} ·{' '}
                      {plainNumber(parcel.costWan, 1)} {t('repurchase.unit.wan')}
                      {parcel.valuationWan !== null && ` · ${t('repurchase.plans.valued', { value: plainNumber(parcel.valuationWan, 1) })}`}
                      {parcel.contractWan !== null && ` · ${t('repurchase.plans.signed', { value: plainNumber(parcel.contractWan, 1) })}`}
                    </span>
                    {followed && (
                      <div className="buy-buttons">
                        {parcel.dropped ? (
                          <span className="note">{t('repurchase.act.drop')}</span>
                        ) : (
                          <>
                            <Steps parcel={parcel} />
                            <span className="note">{parcel.since ? day(parcel.since, i18n.language) : ''}</span>
                            {next && (
                              <Button size="small" onClick={() => onAct({ act: 'step', parcel, step: next })}>
                                {t(`repurchase.step.${next}`)}
                              </Button>
                            )}
                            {parcel.step !== 'delivery' && (
                              <Button size="small" type="text" onClick={() => onAct({ act: 'drop', parcel })}>
                                {t('repurchase.act.dropIt')}
                              </Button>
                            )}
                            {parcel.ledgerEntry !== null && (
                              <span className="note" data-testid="ledger-entry">
                                {t('repurchase.plans.ledger', { id: parcel.ledgerEntry })}
                              </span>
                            )}
                          </>
                        )}
                      </div>
                    )}
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
