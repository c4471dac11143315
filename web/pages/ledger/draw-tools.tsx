// Ways to give a piece of land its boundary: corner by corner, a box, freehand, or typed coordinates. The last is the way by keyboard.
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { drawTools, isShape, shapeOfRing, shapeOfText, type CoordinateFault, type Drawn } from './sketch.ts';

interface DrawToolsProps extends Pick<Drawn, 'drawing' | 'onDraw'> {
  readonly hasShape: boolean;
  readonly onShape: (shape: MultiPolygon | null) => void;
}

export function DrawTools({ drawing, onDraw, hasShape, onShape }: DrawToolsProps) {
  const { t } = useTranslation();
  const [typing, setTyping] = useState(false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<CoordinateFault | null>(null);
  const faultText = (found: CoordinateFault): string =>
    t('ledger.form.coordinatesBad', {
      reason:
        found.why === 'line'
          ? t('ledger.form.coordinatesLine', { line: found.line })
          : found.why === 'few'
            ? t('ledger.form.coordinatesFew')
            : 'GeoJSON',
    });
  const take = (): void => {
    const shape = shapeOfText(text);
    if (isShape(shape)) {
      setFault(null);
      setTyping(false);
      onShape(shape);
    } else setFault(shape);
  };
  return (
    <div className="draw-tools">
      <div className="form-row" role="toolbar" aria-label={t('ledger.form.tools')}>
        {drawTools.map((tool) => (
          <Button
            key={tool}
            size="small"
            aria-pressed={drawing?.tool === tool}
            type={drawing?.tool === tool ? 'primary' : 'default'}
            onClick={() => onDraw(drawing?.tool === tool ? null : { tool, onRing: (ring) => onShape(shapeOfRing(ring)) })}
          >
            {t(`ledger.form.${tool}`)}
          </Button>
        ))}
        <Button size="small" aria-expanded={typing} onClick={() => setTyping(!typing)}>
          {t('ledger.form.coordinates')}
        </Button>
        {hasShape && (
          <Button size="small" onClick={() => onShape(null)}>
            {t('ledger.form.clear')}
          </Button>
        )}
      </div>
      {typing && (
        <div className="draw-typing">
          <Input.TextArea
            rows={4}
            aria-label={t('ledger.form.coordinates')}
            placeholder={t('ledger.form.coordinatesHint')}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Button size="small" disabled={text.trim() === ''} onClick={take}>
            {t('ledger.form.coordinatesUse')}
          </Button>
          {fault && (
            <p className="ledger-fault" role="alert">
              {faultText(fault)}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
