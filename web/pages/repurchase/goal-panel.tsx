// The goal: how much land, for how much money, how compact; further limits, locks, weights; and the search itself.
import { Checkbox, Collapse, InputNumber, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { count, plainNumber, wan } from '../../format.ts';
import { useChoice, type ChoiceChange } from '../../state/choice.ts';
import type { ChoiceFigures } from './choice-figures.ts';
import { ChoiceLegend } from './choice-legend.tsx';
import { AdjacencyPart, LimitsPart, LocksPart, QuotasPart, WeightsPart } from './goal-parts.tsx';
import { GoalHints } from './goal-hints.tsx';
import { SolveButtons } from './solve-buttons.tsx';
import type { Solving } from './solving.ts';

interface AmountProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number | undefined;
  readonly most: number;
  readonly step: number;
  readonly none: string;
  readonly note?: string;
  readonly onChange: (value: number | undefined) => void;
}

/** A slider and the same figure to type. */
function Amount({ label, unit, value, most, step, none, note, onChange }: AmountProps) {
  return (
    <div className="buy-amount">
      <div className="buy-amount-head">
        <span>{label}</span>
        <InputNumber<number>
          size="small"
          min={0}
          max={1e9}
          step={step}
          value={value ?? null}
          placeholder={none}
          aria-label={`${label}（${unit}）`}
          suffix={unit}
          onChange={(next) => onChange(next ?? undefined)}
        />
      </div>
      <Slider
        min={0}
        max={most}
        step={step}
        value={Math.min(value ?? 0, most)}
        ariaLabelForHandle={label}
        tooltip={{ formatter: (shown) => `${plainNumber(shown ?? 0, 0)} ${unit}` }}
        onChange={(next) => onChange(next === 0 ? undefined : next)}
      />
      {note && <p className="note">{note}</p>}
    </div>
  );
}

/** A round step that makes about two hundred of the whole. */
export function roundStep(whole: number): number {
  if (!(whole > 0)) return 1;
  const raw = whole / 200;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw) ?? raw;
  return Math.max(1, step);
}

export function GoalPanel({ figures, solving }: { figures: ChoiceFigures; solving: Solving }) {
  const { t } = useTranslation();
  const { choice, choose } = useChoice();
  const { offered } = figures;
  const set = (parts: ChoiceChange): void => choose(parts, { replace: true });
  const wholeMu = Math.floor(offered.areaMicroMu / 1_000_000);
  const wholeWan = Math.ceil(offered.costFen / 1_000_000);
  const parts = [
    { key: 'limits', label: t('repurchase.goal.limits'), children: <LimitsPart figures={figures} onSet={set} /> },
    {
      key: 'quotas',
      label: t('repurchase.goal.quotas', { count: choice.quotas?.length ?? 0 }),
      children: <QuotasPart figures={figures} onSet={set} />,
    },
    { key: 'adjacency', label: t('repurchase.goal.adjacency'), children: <AdjacencyPart figures={figures} onSet={set} /> },
    { key: 'weights', label: t('repurchase.goal.weights'), children: <WeightsPart figures={figures} onSet={set} /> },
  ];
  return (
    <div className="buy-left">
      <section className="panel buy-panel buy-goal" aria-label={t('repurchase.goal.title')}>
        <div className="panel-title">
          <h2>{t('repurchase.goal.title')}</h2>
          <span className="note">
            {t('repurchase.goal.offered', {
              parcels: count(offered.parcels),
              area: plainNumber(wholeMu, 0),
              cost: wan(offered.costFen, 0),
            })}
          </span>
        </div>
        <Amount
          label={t('repurchase.goal.target')}
          unit={t('frame.unit.mus')}
          value={choice.targetMu}
          most={wholeMu}
          step={roundStep(wholeMu)}
          none={t('repurchase.goal.notSet')}
          onChange={(targetMu) => set({ targetMu })}
        />
        <Amount
          label={t('repurchase.goal.budget')}
          unit={t('repurchase.unit.wan')}
          value={choice.budgetWan}
          most={wholeWan}
          step={roundStep(wholeWan)}
          none={t('repurchase.goal.unlimited')}
          onChange={(budgetWan) => set({ budgetWan })}
        />
        <GoalHints figures={figures} onSet={set} />
        <Amount
          label={t('repurchase.goal.gap')}
          unit="%"
          value={choice.gapPercent}
          most={20}
          step={0.5}
          none="0"
          note={
            solving.answer?.stages && choice.gapPercent !== undefined
              ? t('repurchase.goal.gapMoney', { wan: plainNumber(solving.answer.stages.allowanceWan, 1) })
              : t('repurchase.goal.gapHint')
          }
          onChange={(gapPercent) => set({ gapPercent })}
        />
        <div className="buy-pair">
          <label>
            {t('repurchase.goal.minBlock')}
            <InputNumber<number>
              size="small"
              min={0}
              max={1e6}
              value={choice.minBlockMu ?? null}
              placeholder={t('repurchase.goal.notSet')}
              suffix={t('frame.unit.mus')}
              onChange={(value) => set({ minBlockMu: value ?? undefined })}
            />
          </label>
          <label>
            {t('repurchase.goal.maxBlocks')}
            <InputNumber<number>
              size="small"
              min={1}
              max={1000}
              precision={0}
              value={choice.maxBlocks ?? null}
              placeholder={t('repurchase.goal.notSet')}
              suffix={t('repurchase.unit.blocks')}
              onChange={(value) => set({ maxBlocks: value ?? undefined })}
            />
          </label>
        </div>
        <Checkbox checked={choice.ownerComplete ?? false} onChange={(event) => set({ ownerComplete: event.target.checked || undefined })}>
          {t('repurchase.goal.ownerComplete')}
        </Checkbox>
        <LocksPart figures={figures} onSet={set} />
        <Collapse size="small" ghost items={parts} />
        <SolveButtons figures={figures} solving={solving} />
      </section>
      <ChoiceLegend figures={figures} />
    </div>
  );
}
