// What the goal can be set to at a click: the county's own gap, and what the fund has left.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { targetsQuery } from '../../api/queries.ts';
import { fundQuery } from '../../api/repurchase-queries.ts';
import { plainNumber } from '../../format.ts';
import type { ChoiceChange } from '../../state/choice.ts';
import { targetsInOrder } from '../../state/headline.ts';
import type { ChoiceFigures } from './choice-figures.ts';

export function GoalHints({ figures, onSet }: { figures: ChoiceFigures; onSet: (change: ChoiceChange) => void }) {
  const { t } = useTranslation();
  const { county, shown } = figures;
  const targets = useQuery(targetsQuery(county.code, shown.asOf));
  const fund = useQuery({ ...fundQuery({ county: county.code, version: county.version }), retry: false });
  const target = targets.data && targetsInOrder(targets.data, shown.policy)[0];
  const left = fund.data?.balance.leftWan ?? 0;
  return (
    <p className="note buy-hints">
      {target && target.gapMu > 0 && (
        <button type="button" className="link-button" onClick={() => onSet({ targetMu: Math.ceil(target.gapMu) })}>
          {t('repurchase.goal.useGap', { value: plainNumber(target.gapMu, 1) })}
        </button>
      )}
      {left > 0 && (
        <button type="button" className="link-button" onClick={() => onSet({ budgetWan: Math.floor(left) })}>
          {t('repurchase.goal.useFund', { value: plainNumber(left, 0) })}
        </button>
      )}
    </p>
  );
}
