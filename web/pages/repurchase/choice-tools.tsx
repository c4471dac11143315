// The tools at the edge: which panel is open, zoom, whole county, and the lassos that lock plots in and out.
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { choicePanels, type ChoicePanel } from '#domain/repurchase/choice.ts';
import type { DrawTool } from '../../map/draw-pad.tsx';
import type { MapHandle } from '../../map/map-handle.ts';
import { useChoice } from '../../state/choice.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { ChoiceFigures } from './choice-figures.ts';

/** What is drawn, and what becomes of the plots inside. */
export interface LockTool {
  readonly shape: DrawTool;
  readonly lock: 'in' | 'out' | 'free';
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const loop = <path d="M10 3.500c4 0 6.500 1.800 6.500 4S14 11.500 10 11.500 3.500 9.700 3.500 7.500 6 3.500 10 3.500Z" />;
const icons = {
  zoomIn: <path d="M10 4v12M4 10h12" />,
  zoomOut: <path d="M4 10h12" />,
  home: <path d="M3.500 9.500 10 4l6.500 5.500M5.500 8.500V16h9V8.500" />,
  lassoIn: (
    <>
      {loop}
      <path d="M10 13.500v5M7.500 16h5" />
    </>
  ),
  lassoOut: (
    <>
      {loop}
      <path d="M7.500 16h5" />
    </>
  ),
  lassoFree: (
    <>
      {loop}
      <path d="M8 14l4 4M12 14l-4 4" />
    </>
  ),
  boxIn: <path d="M4 4h12v8H4zM10 14v5M7.500 16.500h5" />,
  offer: <path d="M4 5h12M4 10h12M4 15h7" />,
  plans: <path d="M5 3.500h7l3 3v10H5zM12 3.500v3h3M7.500 10.500h5M7.500 13.500h5" />,
  fund: <path d="M4 6.500h12v8H4zM4 9h12M12.500 12h1.500" />,
  needs: <path d="M3.500 16.500v-7l4 2.500V9.500l4 2.500V5h5v11.500z" />,
  settings: <path d="M4 6h12M4 14h12M8 4v4M12.500 12v4" />,
} as const satisfies Record<string, ReactNode>;

interface ToolProps {
  readonly name: keyof typeof icons;
  readonly title: string;
  readonly keyName?: string;
  readonly pressed?: boolean;
  readonly word?: string;
  readonly onUse: () => void;
}

function Tool({ name, title, keyName, pressed, word, onUse }: ToolProps) {
  return (
    <Tooltip title={keyName ? `${title} (${keyName})` : title} placement="left">
      <button type="button" className={word ? 'buy-tool worded' : 'buy-tool'} aria-label={title} aria-pressed={pressed} onClick={onUse}>
        <svg viewBox="0 0 20 20" aria-hidden="true" {...line}>
          {icons[name]}
        </svg>
        {word && <span aria-hidden="true">{word}</span>}
      </button>
    </Tooltip>
  );
}

interface ChoiceToolsProps {
  readonly figures: ChoiceFigures;
  readonly handle: MapHandle | null;
  readonly tool: LockTool | null;
  readonly onTool: (tool: LockTool | null) => void;
  readonly onHome: () => void;
}

export function ChoiceTools({ figures, handle, tool, onTool, onHome }: ChoiceToolsProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choose } = useChoice();
  const shown = figures.view.open === undefined ? (figures.choice.panel ?? 'offer') : null;
  const draw = (wanted: LockTool): void => onTool(tool?.shape === wanted.shape && tool.lock === wanted.lock ? null : wanted);
  const open = (panel: ChoicePanel): void => {
    if (figures.view.open !== undefined) change({ open: undefined }, { replace: true });
    setTimeout(() => choose({ panel: shown === panel ? 'none' : panel }, { replace: true }));
  };
  const on = (shape: DrawTool, lock: LockTool['lock']): boolean => tool?.shape === shape && tool.lock === lock;
  return (
    <div className="buy-edge">
      <div className="panel buy-tools" role="toolbar" aria-orientation="vertical" aria-label={t('repurchase.panels.label')}>
        {choicePanels.map((panel) => (
          <Tool
            key={panel}
            name={panel}
            title={t(`repurchase.panels.${panel}`)}
            word={t(`repurchase.panels.${panel}Short`)}
            pressed={shown === panel}
            onUse={() => open(panel)}
          />
        ))}
      </div>
      <div className="panel buy-tools" role="toolbar" aria-orientation="vertical" aria-label={t('repurchase.tools.label')}>
        <Tool
          name="lassoIn"
          title={t('repurchase.tools.lassoIn')}
          keyName="L"
          pressed={on('lasso', 'in')}
          onUse={() => draw({ shape: 'lasso', lock: 'in' })}
        />
        <Tool
          name="lassoOut"
          title={t('repurchase.tools.lassoOut')}
          keyName="K"
          pressed={on('lasso', 'out')}
          onUse={() => draw({ shape: 'lasso', lock: 'out' })}
        />
        <Tool
          name="lassoFree"
          title={t('repurchase.tools.lassoFree')}
          pressed={on('lasso', 'free')}
          onUse={() => draw({ shape: 'lasso', lock: 'free' })}
        />
        <Tool
          name="boxIn"
          title={t('repurchase.tools.boxIn')}
          keyName="B"
          pressed={on('box', 'in')}
          onUse={() => draw({ shape: 'box', lock: 'in' })}
        />
        <Tool name="zoomIn" title={t('map.tools.zoomIn')} keyName="+" onUse={() => handle?.zoomBy(1)} />
        <Tool name="zoomOut" title={t('map.tools.zoomOut')} keyName="−" onUse={() => handle?.zoomBy(-1)} />
        <Tool name="home" title={t('map.tools.home')} keyName="H" onUse={onHome} />
      </div>
    </div>
  );
}
