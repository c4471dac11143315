// Starts the search, shows how far it is, and stops it with the best it has.
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { plainNumber } from '../../format.ts';
import { useChoice } from '../../state/choice.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import type { ChoiceFigures } from './choice-figures.ts';
import { isStale, questionOf, type Solving } from './solving.ts';

export function SolveButtons({ figures, solving }: { figures: ChoiceFigures; solving: Solving }) {
  const { t } = useTranslation();
  const { choice, choose } = useChoice();
  const question = questionOf(figures);
  const { search } = solving;
  const busy = search?.state === 'starting' || search?.state === 'running';
  const begin = (): void => {
    if (!question || busy) return;
    choose({ panel: 'offer', plan: undefined, compare: undefined, run: undefined, set: undefined }, { replace: true });
    solving.start(figures.county.code, question);
  };
  useShortcuts({ 'mod+enter': begin });
  const hidden = figures.offers.length - figures.shownOffers.length;
  return (
    <div className="buy-solve">
      {(hidden > 0 || choice.onlyShown) && (
        <Checkbox
          checked={choice.onlyShown ?? false}
          onChange={(event) => choose({ onlyShown: event.target.checked || undefined }, { replace: true })}
        >
          {t('repurchase.solve.onlyShown', { count: figures.shownOffers.filter(({ excluded }) => excluded === null).length })}
        </Checkbox>
      )}
      {busy ? (
        <>
          <output className="buy-progress" aria-live="polite">
            <span className="buy-progress-bar" aria-hidden="true" />
            {search.progress
              ? t('repurchase.solve.progress', {
                  stage: t(`repurchase.stage.${search.progress.stage as 'model'}`),
                  seconds: plainNumber(search.progress.seconds, 0),
                  cost: plainNumber(search.progress.costWan, 1),
                  bound: plainNumber(search.progress.boundWan, 1),
                })
              : t('repurchase.solve.starting')}
          </output>
          {search.progress?.says && <p className="buy-warning">{search.progress.says}</p>}
          <Button onClick={solving.cancel} disabled={search.id === null}>
            {t('repurchase.solve.cancel')}
          </Button>
        </>
      ) : (
        <Button type="primary" disabled={!question} onClick={begin}>
          {t(search?.answer ? 'repurchase.solve.again' : 'repurchase.solve.start')}
        </Button>
      )}
      {!question && <p className="note">{t('repurchase.solve.needsTarget')}</p>}
      {!busy && search?.answer && isStale(figures, solving) && <p className="buy-warning">{t('repurchase.solve.stale')}</p>}
    </div>
  );
}
