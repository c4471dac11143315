// What the pointer is on, in three lines: name, land and cost, score or why it is not offered.
import { useTranslation } from 'react-i18next';
import { mu, unknownMark, wan } from '../../format.ts';
import type { ChoiceFigures } from './choice-figures.ts';
import { scoreText } from './score-text.ts';

export function OfferCard({ index, figures }: { index: number; figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const code = figures.base.codes[index]!;
  const offer = figures.byCode.get(code);
  if (!offer) return <strong>{code}</strong>;
  const { candidate, score, excluded, lock } = offer;
  return (
    <>
      <strong>{candidate.name ?? code}</strong>
      <div>
        {t('repurchase.card.land', {
          area: mu(candidate.areaMicroMu, 2),
          cost: candidate.cost.known ? wan(candidate.cost.fen, 1) : unknownMark,
        })}
      </div>
      <div>
        {excluded === null
          ? t('repurchase.card.score', { score: scoreText(score.score) })
          : t('repurchase.card.excluded', { why: excluded })}
        {lock !== null && ` · ${t(`repurchase.lock.${lock}`)}`}
        {figures.chosen.has(code) && ` · ${t('repurchase.role.chosen')}`}
      </div>
    </>
  );
}
