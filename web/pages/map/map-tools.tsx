// The tools at the edge of the map: zoom, whole county, lasso, box, columns in 3-D.
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cap, metresPerUnit } from '../../map/deck/columns-data.ts';
import type { DrawTool } from '../../map/draw-pad.tsx';
import type { MapHandle } from '../../map/map-handle.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { Figures } from './figures.ts';
import { columnsOverlay } from './map-drawing.ts';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const icons = {
  zoomIn: <path d="M10 4v12M4 10h12" />,
  zoomOut: <path d="M4 10h12" />,
  home: <path d="M3.5 9.5 10 4l6.5 5.5M5.5 8.5V16h9V8.5" />,
  lasso: <path d="M10 4c4 0 6.5 2 6.5 4.5S14 13 10 13s-6.500-2-6.500-4.500S6 4 10 4ZM7 12.500c-1.500 1-1.500 3 .500 4" />,
  box: <path d="M4 5h12v10H4z" strokeDasharray="3 2" />,
  replay: <path d="M10 4a6 6 0 1 1-5.600 3.900M4 4v4h4M10 7v3.500l2.500 1.500" />,
  swipe: <path d="M3.500 5h13v10h-13zM10 3v14M6 10H4.500M14 10h1.500" />,
  columns: <path d="M4.500 16v-5h3v5M8.500 16V4h3v12M12.500 16V8h3v8M3 16h14" />,
} as const satisfies Record<string, ReactNode>;

interface ToolProps {
  readonly name: keyof typeof icons;
  readonly title: string;
  readonly keyName?: string;
  readonly pressed?: boolean;
  readonly onUse: () => void;
}

function Tool({ name, title, keyName, pressed, onUse }: ToolProps) {
  return (
    <Tooltip title={keyName ? `${title} (${keyName})` : title} placement="left">
      <button type="button" className="tool" aria-label={title} aria-pressed={pressed} onClick={onUse}>
        <svg viewBox="0 0 20 20" aria-hidden="true" {...line}>
          {icons[name]}
        </svg>
      </button>
    </Tooltip>
  );
}

interface MapToolsProps {
  readonly figures: Figures;
  readonly handle: MapHandle | null;
  readonly tool: DrawTool | null;
  readonly onTool: (tool: DrawTool | null) => void;
  readonly onHome: () => void;
  readonly replayShown: boolean;
  readonly onReplay: () => void;
  readonly swiped: boolean;
  readonly onSwipe: () => void;
}

export function MapTools({ figures, handle, tool, onTool, onHome, replayShown, onReplay, swiped, onSwipe }: MapToolsProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const layers = figures.view.layers ?? [];
  const inColumns = layers.includes(columnsOverlay);
  const toggleColumns = (): void => {
    const next = inColumns ? layers.filter((name) => name !== columnsOverlay) : [...layers, columnsOverlay];
    change({ layers: next.length > 0 ? next : undefined });
    if (inColumns) handle?.level();
    else handle?.tilt();
  };
  const draw = (wanted: DrawTool): void => onTool(tool === wanted ? null : wanted);
  return (
    <div className="panel tools" role="toolbar" aria-orientation="vertical" aria-label={t('map.tools.label')}>
      <Tool name="zoomIn" title={t('map.tools.zoomIn')} keyName="+" onUse={() => handle?.zoomBy(1)} />
      <Tool name="zoomOut" title={t('map.tools.zoomOut')} keyName="−" onUse={() => handle?.zoomBy(-1)} />
      <Tool name="home" title={t('map.tools.home')} keyName="H" onUse={onHome} />
      <Tool name="lasso" title={t('map.tools.lasso')} keyName="L" pressed={tool === 'lasso'} onUse={() => draw('lasso')} />
      <Tool name="box" title={t('map.tools.box')} keyName="B" pressed={tool === 'box'} onUse={() => draw('box')} />
      <Tool
        name="columns"
        title={inColumns ? t('map.view3dHint', { metres: metresPerUnit, cap }) : t('map.tools.columns')}
        pressed={inColumns}
        onUse={toggleColumns}
      />
      <Tool name="replay" title={t('map.tools.replay')} keyName="R" pressed={replayShown} onUse={onReplay} />
      <Tool name="swipe" title={t('map.tools.swipe')} keyName="S" pressed={swiped} onUse={onSwipe} />
    </div>
  );
}
