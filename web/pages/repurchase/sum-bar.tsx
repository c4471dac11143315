// Live sums of what is chosen, by the domain's own arithmetic over the server's figures: land, cost, blocks, firms, jobs, tax; and how to keep it.
import { useTranslation } from 'react-i18next';
import { count, mu, plainNumber, unknownMark, wan } from '../../format.ts';
import type { ChoiceFigures } from './choice-figures.ts';
import { KeepPlan } from './keep-plan.tsx';
import type { Solving } from './solving.ts';

interface SumBarProps {
  readonly figures: ChoiceFigures;
  readonly solving: Solving;
  /** What the last lasso did. */
  readonly told: string | null;
}

export function SumBar({ figures, solving, told }: SumBarProps) {
  const { t } = useTranslation();
  const { sums, chosenFrom, choice, plan } = figures;
  const from = plan ? t('repurchase.sums.plan', { name: plan.name }) : t(`repurchase.sums.${chosenFrom}`);
  const short = choice.targetMu !== undefined && sums.area < choice.targetMu * 1_000_000;
  const over = choice.budgetWan !== undefined && sums.cost > choice.budgetWan * 1_000_000;
  const part = (known: number, total: number): string => (known < total ? t('repurchase.sums.known', { known, total }) : '');
  return (
    <section className="buy-sums panel" aria-label={t('repurchase.sums.title')}>
      <div className="buy-sums-head">
        <h2>{from}</h2>
        <span className="note">{t('repurchase.label')}</span>
        <KeepPlan figures={figures} solving={solving} />
      </div>
      {sums.parcels === 0 ? (
        <p className="note">{t('repurchase.sums.none')}</p>
      ) : (
        <dl aria-live="polite" data-testid="choice-sums">
          <div>
            <dt>{t('repurchase.sums.parcels')}</dt>
            <dd>{count(sums.parcels)}</dd>
          </div>
          <div className={short && !plan ? 'missed' : undefined}>
            <dt>{t('repurchase.sums.area')}</dt>
            <dd>
              {mu(sums.area, 2)}
              {choice.targetMu !== undefined && !plan && <small> / {plainNumber(choice.targetMu, 0)}</small>}
            </dd>
          </div>
          <div className={over && !plan ? 'missed' : undefined}>
            <dt>{t('repurchase.sums.cost')}</dt>
            <dd>
              {wan(sums.cost, 1)}
              {choice.budgetWan !== undefined && !plan && <small> / {plainNumber(choice.budgetWan, 0)}</small>}
            </dd>
          </div>
          <div>
            <dt>{t('repurchase.sums.blocks')}</dt>
            <dd>{count(sums.blocks)}</dd>
          </div>
          <div>
            <dt>{t('repurchase.sums.largest')}</dt>
            <dd>{mu(sums.largestBlock, 2)}</dd>
          </div>
          <div>
            <dt>{t('repurchase.sums.firms')}</dt>
            <dd>{count(sums.firms)}</dd>
          </div>
          <div>
            <dt>{t('repurchase.sums.jobs')}</dt>
            <dd>
              {sums.jobs.known === 0 ? unknownMark : plainNumber(sums.jobs.sum / 1000, 0)}
              <small> {part(sums.jobs.known, sums.jobs.total)}</small>
            </dd>
          </div>
          <div>
            <dt>{t('repurchase.sums.tax')}</dt>
            <dd>
              {sums.tax.known === 0 ? unknownMark : wan(sums.tax.sum, 1)}
              <small> {part(sums.tax.known, sums.tax.total)}</small>
            </dd>
          </div>
        </dl>
      )}
      {told && <output className="note">{told}</output>}
    </section>
  );
}
