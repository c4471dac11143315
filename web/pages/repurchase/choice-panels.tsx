// The panels over the map: goal on the left, sums and list in the middle, tools at the edge, one panel of the page's affairs on the right.
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compileFilter } from '#domain/select.ts';
import { boundsOf } from '../../map/column-bounds.ts';
import { DrawPad } from '../../map/draw-pad.tsx';
import { ringOf } from '../../map/lasso.ts';
import type { MapHandle, Padding, ScreenPoint } from '../../map/map-handle.ts';
import { lockedAs, useChoice } from '../../state/choice.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Loading } from '../../ui/trouble.tsx';
import { CandidatePanel } from './candidate-panel.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import { ChoiceTools, type LockTool } from './choice-tools.tsx';
import { GoalPanel } from './goal-panel.tsx';
import { OfferPanel } from './offer-panel.tsx';
import { OfferTable } from './offer-table.tsx';
import { SidePanel } from './side-panel.tsx';
import type { Solving } from './solving.ts';
import { SumBar } from './sum-bar.tsx';

const PlansPanel = lazy(async () => ({ default: (await import('./plans-panel.tsx')).PlansPanel }));
const FundPanel = lazy(async () => ({ default: (await import('./fund-panel.tsx')).FundPanel }));
const NeedsPanel = lazy(async () => ({ default: (await import('./needs-panel.tsx')).NeedsPanel }));
const SettingsPanel = lazy(async () => ({ default: (await import('./settings-panel.tsx')).SettingsPanel }));

export interface ChoicePanelsProps {
  readonly figures: ChoiceFigures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
  readonly solving: Solving;
}

function Side({ figures, solving, handle, padding }: ChoicePanelsProps) {
  const panel = figures.choice.panel ?? 'offer';
  if (figures.view.open !== undefined) return <CandidatePanel key={figures.view.open} code={figures.view.open} figures={figures} />;
  switch (panel) {
    case 'none':
      return null;
    case 'offer':
      return <OfferPanel figures={figures} solving={solving} />;
    case 'plans':
      return <PlansPanel figures={figures} handle={handle} padding={padding} />;
    case 'fund':
      return <FundPanel figures={figures} />;
    case 'needs':
      return <NeedsPanel figures={figures} handle={handle} padding={padding} />;
    case 'settings':
      return <SettingsPanel figures={figures} />;
  }
}

export function ChoicePanels(props: ChoicePanelsProps) {
  const { figures, handle, padding, solving } = props;
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choice, choose } = useChoice();
  const [tool, setTool] = useState<LockTool | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const { view, base, year, county, byCode } = figures;
  // What was found is shown where it lies, once, when it comes.
  const found = solving.set;
  const reveal = useEffectEvent(() => {
    const places = new Set((found?.parcels ?? []).flatMap((code) => byCode.get(code)?.index ?? []));
    const box = places.size > 0 ? boundsOf(base.bounds, base.size, (index) => places.has(index)) : null;
    if (box) handle?.fit(box, padding);
  });
  useEffect(() => {
    if (found) reveal();
  }, [found]);
  const home = (): void => {
    if (county.bounds) handle?.fit(county.bounds, padding);
  };
  const drawn = (points: readonly ScreenPoint[]): void => {
    const ring = ringOf(handle?.places(points) ?? []);
    if (ring && tool) {
      const inside = compileFilter({ within: [ring] }, base, year);
      const found = figures.shownOffers.filter(({ index }) => inside(index));
      const able = found.filter(({ excluded, lock }) => excluded === null || (tool.lock === 'free' && lock !== null));
      if (able.length > 0)
        choose(
          lockedAs(
            choice,
            able.map(({ candidate }) => candidate.code),
            tool.lock,
          ),
        );
      setTold(t('repurchase.lasso.told', { done: able.length, word: t(`repurchase.lock.${tool.lock}`), left: found.length - able.length }));
    }
    setTool(null);
  };
  const lockOpen = (lock: 'in' | 'out'): void => {
    const offer = view.open === undefined ? undefined : byCode.get(view.open);
    if (offer && (offer.excluded === null || offer.lock !== null))
      choose(lockedAs(choice, [offer.candidate.code], offer.lock === lock ? 'free' : lock));
  };
  const closeOne = (): void => {
    if (view.open !== undefined) change({ open: undefined });
    else if (choice.compare) choose({ compare: undefined });
    else if (choice.plan !== undefined) choose({ plan: undefined });
    else choose({ panel: 'none' }, { replace: true });
  };
  useShortcuts({
    t: () => choose({ folded: choice.folded ? undefined : true }, { replace: true }),
    l: () => setTool({ shape: 'lasso', lock: 'in' }),
    k: () => setTool({ shape: 'lasso', lock: 'out' }),
    b: () => setTool({ shape: 'box', lock: 'in' }),
    i: () => lockOpen('in'),
    o: () => lockOpen('out'),
    h: home,
    p: () => choose({ panel: 'plans' }, { replace: true }),
    '+': () => handle?.zoomBy(1),
    '=': () => handle?.zoomBy(1),
    '-': () => handle?.zoomBy(-1),
    escape: tool ? undefined : closeOne,
  });
  return (
    <>
      {tool && <DrawPad tool={tool.shape} label={t('repurchase.lasso.drawing')} onDrawn={drawn} onCancel={() => setTool(null)} />}
      <div className="buy-overlay">
        <GoalPanel figures={figures} solving={solving} />
        <div className="buy-centre">
          <SumBar figures={figures} solving={solving} told={told} />
          {choice.folded ? (
            <button type="button" className="panel buy-unfold" onClick={() => choose({ folded: undefined }, { replace: true })}>
              {t('repurchase.list.open')} <kbd>T</kbd>
            </button>
          ) : (
            <OfferTable figures={figures} handle={handle} padding={padding} />
          )}
        </div>
        <ChoiceTools figures={figures} handle={handle} tool={tool} onTool={setTool} onHome={home} />
        <Suspense
          fallback={
            <SidePanel title={t('repurchase.loading')} onClose={closeOne}>
              <Loading lines={10} />
            </SidePanel>
          }
        >
          <Side {...props} />
        </Suspense>
      </div>
      {tool && <p className="buy-hint panel">{t('repurchase.lasso.drawing')}</p>}
    </>
  );
}
