// No plan: which limit binds, the best that each goal can become, and the smallest changes that make one, each to be taken at a click.
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SolveReply } from '#domain/repurchase/solve-reply.ts';
import { plainNumber, unknownMark } from '../../format.ts';
import { changedChoice, useChoice } from '../../state/choice.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import { questionOf, relaxed, type Solving } from './solving.ts';

interface WhyNotProps {
  readonly answer: SolveReply;
  readonly solving: Solving;
  readonly figures: ChoiceFigures;
}

export function WhyNotPart({ answer, solving, figures }: WhyNotProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choice } = useChoice();
  const { why } = answer;
  const take = (parts: Readonly<Record<string, unknown>>): void => {
    const next = changedChoice(choice, { ...relaxed(parts), run: undefined, set: undefined }) ?? {};
    change({ repurchase: next });
    const question = questionOf({ ...figures, choice: next });
    if (question) solving.start(figures.county.code, question);
  };
  return (
    <section className="buy-part">
      <h3>{t(answer.status === 'unknown' ? 'repurchase.status.unknown' : 'repurchase.status.infeasible')}</h3>
      {why && <p className="buy-warning">{why.says}</p>}
      {why && (
        <dl className="buy-facts">
          <dt>{t('repurchase.why.mostMu')}</dt>
          <dd>{why.goals.mostMu === null ? unknownMark : t('frame.unit.mu', { value: plainNumber(why.goals.mostMu, 3) })}</dd>
          <dt>{t('repurchase.why.leastWan')}</dt>
          <dd>{why.goals.leastWan === null ? unknownMark : t('frame.unit.wan', { value: plainNumber(why.goals.leastWan, 2) })}</dd>
          <dt>{t('repurchase.why.offered')}</dt>
          <dd>{t('frame.unit.mu', { value: plainNumber(why.goals.offeredMu, 1) })}</dd>
        </dl>
      )}
      {why && why.relaxations.length > 0 && (
        <>
          <h3>{t('repurchase.why.relaxations')}</h3>
          <ul className="buy-relaxations">
            {why.relaxations.map((one) => (
              <li key={`${one.limit} ${one.township ?? ''} ${one.quota ?? ''}`}>
                <span>
                  {one.says}
                  <span className="note">{t(`repurchase.proof.${one.proof}`)}</span>
                </span>
                <Button size="small" onClick={() => take(one.change)}>
                  {t('repurchase.why.take')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {why && why.insufficient.length > 0 && (
        <p className="note">
          {t('repurchase.why.insufficient', { limits: why.insufficient.map((limit) => t(`repurchase.limit.${limit}`)).join('、') })}
        </p>
      )}
      {why && why.notComputed.length > 0 && (
        <p className="note">
          {t('repurchase.why.notComputed', { limits: why.notComputed.map((limit) => t(`repurchase.limit.${limit}`)).join('、') })}
        </p>
      )}
      {answer.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
    </section>
  );
}
