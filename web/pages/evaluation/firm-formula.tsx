// How a score comes about: one line per indicator with its numbers, what was added, taken off or vetoed, and where the classes end.
import { useTranslation } from 'react-i18next';
import type { ResultExplanation } from '#domain/scoring/explain-result.ts';
import type { ScoreExplanation, SubScoreExplanation } from '#domain/scoring/explain.ts';
import type { ItemFinding } from '#domain/scoring/score.ts';
import { count, unknownMark } from '../../format.ts';

/** Points over the cap (or the weight where there is no cap), for the bar only. */
function filled(part: SubScoreExplanation): number {
  const whole = Number(part.cap ?? part.weight);
  return part.points === null || !(whole > 0) ? 0 : Math.max(0, Math.min(1, Number(part.points) / whole));
}

export function SubScores({ score }: { score: ScoreExplanation }) {
  const { t } = useTranslation();
  return (
    <section className="firm-part">
      <h3>{t('evaluation.drawer.how')}</h3>
      <ol className="sub-scores" lang="zh-CN">
        {score.subScores.map((part) => (
          <li key={part.indicator} className={part.state === 'computed' ? undefined : 'sub-score-filled'}>
            <div className="sub-score-line">
              <span>{part.name}</span>
              <span className="note">
                {t('evaluation.parameters.weight')} {part.weight}
                {part.cap !== null && ` · ${t('evaluation.drawer.ofCap', { cap: part.cap })}`}
              </span>
              <strong>{part.points ?? unknownMark}</strong>
            </div>
            <div className="sub-score-bar" aria-hidden="true">
              <span style={{ width: `${filled(part) * 100}%` }} />
            </div>
            <p className="sub-score-formula">{part.formula}</p>
          </li>
        ))}
      </ol>
      <p className="sub-score-total" lang="zh-CN">
        {t('evaluation.drawer.total')}：{score.formula}
      </p>
    </section>
  );
}

interface FoundItemsProps {
  readonly explanation: ResultExplanation;
  readonly exemptions: readonly ItemFinding[];
  /** Exemptions of which it is not known whether they apply. */
  readonly undecided: readonly string[];
}

export function FoundItems({ explanation, exemptions, undecided }: FoundItemsProps) {
  const { t } = useTranslation();
  const adjustments = explanation.score?.adjustments ?? [];
  const items = [
    ...exemptions.map((each) => ({ key: each.item, name: each.name, effect: t('evaluation.states.exempt'), found: each.found })),
    ...adjustments.map((each) => ({
      key: each.item,
      name: each.name,
      effect: each.applies === 'unknown' ? t('evaluation.drawer.undecided') : t(`evaluation.drawer.${each.kind}`, { points: each.points }),
      found: each.found,
    })),
    ...explanation.vetoes.map((each) => ({
      key: each.item,
      name: each.name,
      effect: each.applies === 'unknown' ? t('evaluation.drawer.undecided') : t('evaluation.drawer.veto', { class: each.atMost }),
      found: each.found,
    })),
    ...undecided.map((name) => ({ key: name, name, effect: t('evaluation.drawer.undecided'), found: [] as readonly string[] })),
  ];
  if (items.length === 0) return null;
  return (
    <section className="firm-part">
      <h3>{t('evaluation.drawer.items')}</h3>
      <ul className="firm-lines">
        {items.map((item) => (
          <li key={item.key}>
            <span>{item.name}</span>
            <span className="note">{item.found.join('；')}</span>
            <strong>{item.effect}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function CutList({ explanation }: { explanation: ResultExplanation }) {
  const { t } = useTranslation();
  return (
    <section className="firm-part">
      <h3>{t('evaluation.drawer.cuts')}</h3>
      <ul className="firm-cuts">
        {explanation.cuts.map((cut) => (
          <li key={cut.class} className={cut.class === explanation.rankedClass ? 'here' : undefined}>
            {'percent' in cut
              ? t('evaluation.drawer.cutPlace', { class: cut.class, place: cut.upToPlace, percent: cut.percent })
              : t(cut.op === 'gt' ? 'evaluation.drawer.cutScoreGt' : 'evaluation.drawer.cutScoreGe', {
                  class: cut.class,
                  score: cut.score,
                })}
          </li>
        ))}
      </ul>
      {explanation.tie && (
        <p className="note">
          {t(`evaluation.drawer.tie.${explanation.tie.rule}`, {
            others: count(explanation.tie.tied - 1),
            place: count(explanation.tie.place),
          })}
        </p>
      )}
    </section>
  );
}
