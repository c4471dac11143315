// What the search found: the plan with its proven gap, the two stages, blocks, what each plot is worth to it, other plans; or why there is none.
import { Segmented } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { costAt, landFor, type CurvePoint } from '#domain/repurchase/curve-reading.ts';
import type { SolveReply } from '#domain/repurchase/solve-reply.ts';
import { count, day, plainNumber } from '../../format.ts';
import { useChoice } from '../../state/choice.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import { isCurveStale, type Solving } from './solving.ts';
import { WhyNotPart } from './why-not-part.tsx';

const FrontierCurve = lazy(async () => ({ default: (await import('../../charts/frontier-curve.tsx')).FrontierCurve }));

/** A share as percent, rounded up: a gap is never shown smaller than it is. */
function upward(share: number): string {
  return share <= 0 ? '0%' : `${(Math.ceil(share * 10_000) / 100).toFixed(2)}%`;
}

function Stages({ answer, solving }: { answer: SolveReply; solving: Solving }) {
  const { t } = useTranslation();
  const { stages, alternatives } = answer;
  const choices: { value: string; label: string }[] = [
    { value: 'plan', label: t(stages?.compact ? 'repurchase.result.compact' : 'repurchase.result.cheapest') },
    ...(stages?.compact ? [{ value: 'cheapest', label: t('repurchase.result.cheapest') }] : []),
    ...alternatives.map((_, place) => ({ value: String(place), label: t('repurchase.result.alternative', { place: place + 1 }) })),
  ];
  const shown = solving.shown;
  const other = typeof shown === 'number' ? alternatives[shown] : undefined;
  return (
    <>
      {choices.length > 1 && (
        <Segmented
          size="small"
          aria-label={t('repurchase.result.which')}
          value={String(shown)}
          options={choices}
          onChange={(value) => solving.show(value === 'plan' || value === 'cheapest' ? value : Number(value))}
        />
      )}
      {stages?.compact && (
        <p className="note">
          {t('repurchase.result.stages', {
            cheapest: plainNumber(stages.cheapest.costWan, 1),
            more: plainNumber(stages.compact.moreWan, 1),
            allowance: plainNumber(stages.allowanceWan, 1),
            before: count(stages.cheapest.blocks.length),
            after: count(stages.compact.blocks.length),
            outlineBefore: plainNumber(stages.cheapest.outlineM / 1000, 1),
            outlineAfter: plainNumber(stages.compact.outlineM / 1000, 1),
          })}
        </p>
      )}
      {other && (
        <p className="note">
          {t('repurchase.result.differs', {
            plots: Math.floor(other.differs.plots * 100),
            area: Math.floor(other.differs.area * 100),
            more: plainNumber(other.moreWan, 1),
          })}
        </p>
      )}
    </>
  );
}

function Found({ answer, figures, solving }: { answer: SolveReply; figures: ChoiceFigures; solving: Solving }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const set = solving.set ?? answer;
  const worth = new Map(solving.shown === 'plan' ? answer.replacements.map((one) => [one.code, one]) : []);
  const proven = answer.stages?.cheapest;
  return (
    <>
      <section className="buy-part">
        <div className="panel-title">
          <h3>{t(`repurchase.status.${answer.status}`)}</h3>
          <span className="note">{t('repurchase.result.seconds', { seconds: plainNumber(answer.seconds, 1) })}</span>
        </div>
        <Stages answer={answer} solving={solving} />
        <dl className="buy-facts" data-testid="result-figures">
          <dt>{t('repurchase.sums.area')}</dt>
          <dd>{plainNumber(set.areaMu, 3)}</dd>
          <dt>{t('repurchase.sums.cost')}</dt>
          <dd>{plainNumber(set.costWan, 2)}</dd>
          <dt>{t('repurchase.sums.blocks')}</dt>
          <dd>
            {t('repurchase.result.blocksOf', {
              blocks: count(set.blocks.length),
              least: plainNumber(set.smallestBlockMu, 1),
              most: plainNumber(set.largestBlockMu, 1),
            })}
          </dd>
          <dt>{t('repurchase.plans.bound')}</dt>
          <dd>{t('frame.unit.wan', { value: plainNumber(proven?.boundWan ?? answer.boundWan, 1) })}</dd>
          <dt>{t('repurchase.result.gap')}</dt>
          <dd>{upward(proven?.gap ?? answer.gap)}</dd>
          <dt>{t('repurchase.result.checked')}</dt>
          <dd>{t(answer.run.checked ? 'repurchase.result.passed' : 'repurchase.result.notChecked')}</dd>
          <dt>{t('repurchase.result.method')}</dt>
          <dd>
            {answer.run.solver} · {t('repurchase.result.seed', { seed: answer.run.seed })}
            {answer.run.stopped !== 'finished' && ` · ${t(`repurchase.stopped.${answer.run.stopped}`)}`}
          </dd>
        </dl>
        {answer.notes.map((note) => (
          <p key={note} className="note">
            {note}
          </p>
        ))}
      </section>
      <section className="buy-part">
        <h3>{t('repurchase.result.plots')}</h3>
        <p className="note">{t('repurchase.result.replacementNote')}</p>
        {set.blocks.map((codes, place) => (
          <div key={codes[0]} className="buy-block">
            <p className="note">
              {t('repurchase.plans.block', {
                place: place + 1,
                parcels: codes.length,
                area: plainNumber(
                  codes.reduce((sum, code) => sum + (figures.byCode.get(code)?.candidate.areaMicroMu ?? 0), 0) / 1_000_000,
                  2,
                ),
              })}
            </p>
            <ul className="buy-plots">
              {codes.map((code) => {
                const offer = figures.byCode.get(code);
                const one = worth.get(code);
                return (
                  <li key={code}>
                    <button type="button" className="link-button" onClick={() => change({ open: code })}>
                      {offer?.candidate.name ?? code}
                    </button>
                    <span className="note">
                      {plainNumber(offer?.candidate.costWan, 1)} {t('repurchase.unit.wan')}
                      {one &&
                        ` · ${
                          one.state === 'costs'
                            ? t(one.exact ? 'repurchase.replacement.costs' : 'repurchase.replacement.atLeast', {
                                value: plainNumber(one.moreWan, 1),
                              })
                            : t(`repurchase.replacement.${one.state}`)
                        }`}
                    </span>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </section>
    </>
  );
}

/** What the curve says of the goal, the budget and the allowance as they stand on the sliders. */
function CurveReading({ points, figures }: { points: readonly CurvePoint[]; figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { targetMu, budgetWan, gapPercent } = figures.choice;
  const cost = targetMu === undefined ? null : costAt(points, targetMu);
  const land = budgetWan === undefined ? null : landFor(points, budgetWan);
  const wan = (value: number | null): string => plainNumber(value, 0);
  return (
    <ul className="buy-acts" data-testid="curve-reading" aria-live="polite">
      {cost && (
        <li>
          {t('repurchase.frontier.goal', { target: plainNumber(targetMu, 1), from: wan(cost.atLeast), to: wan(cost.atMost) })}
          {gapPercent !== undefined &&
            cost.atMost !== null &&
            ` ${t('repurchase.frontier.allowance', { percent: gapPercent, most: wan(cost.atMost * (1 + gapPercent / 100)) })}`}
        </li>
      )}
      {land && <li>{t('repurchase.frontier.money', { budget: wan(budgetWan ?? null), from: wan(land.atLeast), to: wan(land.atMost) })}</li>}
    </ul>
  );
}

/** Least cost against land, of the question as it was asked; goal, budget and allowance are read off as they stand now. */
function Frontier({ answer, figures, solving }: { answer: SolveReply; figures: ChoiceFigures; solving: Solving }) {
  const { t } = useTranslation();
  const { choose } = useChoice();
  // A bound of nothing says nothing: there the dashed line has a gap.
  const points = answer.frontier
    .filter(({ costWan }) => costWan !== null)
    .map(({ boundWan, ...point }) => ({ ...point, boundWan: boundWan !== null && boundWan > 0 ? boundWan : null }));
  if (points.length < 2) return null;
  return (
    <section className="buy-part" data-testid="frontier">
      <h3>{t('repurchase.frontier.title')}</h3>
      <Suspense fallback={<div className="skeleton buy-curve-place" />}>
        <FrontierCurve
          points={points}
          target={figures.choice.targetMu ?? null}
          budget={figures.choice.budgetWan ?? null}
          onTarget={(targetMu) => choose({ targetMu: Math.round(targetMu) }, { replace: true })}
        />
      </Suspense>
      <CurveReading points={points} figures={figures} />
      {isCurveStale(figures, solving) && <p className="buy-warning">{t('repurchase.frontier.stale')}</p>}
      <p className="note">{t('repurchase.frontier.note')}</p>
    </section>
  );
}

export function ResultPart({ figures, solving }: { figures: ChoiceFigures; solving: Solving }) {
  const { t, i18n } = useTranslation();
  const { search, answer } = solving;
  if (!search) return null;
  if (search.state === 'failed')
    return (
      <section className="buy-part">
        <Failed title={t('repurchase.solve.failed')} detail={problemText(t, search.fault)} />
        <button type="button" className="link-button" onClick={solving.clear}>
          {t('repurchase.result.clear')}
        </button>
      </section>
    );
  if (!answer) return null;
  return (
    <div data-testid="solve-result" data-status={answer.status}>
      {answer.status === 'infeasible' || answer.status === 'unknown' ? (
        <WhyNotPart answer={answer} solving={solving} figures={figures} />
      ) : (
        <Found answer={answer} figures={figures} solving={solving} />
      )}
      <Frontier answer={answer} figures={figures} solving={solving} />
      {search.by && (
        <p className="note" data-testid="solved-by">
          {t('repurchase.result.by', { actor: search.by.actor, day: day(search.by.recordedAt, i18n.language) })}
          {answer.run.dataVersion !== figures.county.version && ` ${t('repurchase.result.older')}`}
        </p>
      )}
      <button type="button" className="link-button" onClick={solving.clear}>
        {t('repurchase.result.clear')}
      </button>
    </div>
  );
}
