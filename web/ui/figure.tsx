// A figure that opens to what it was made of: numerator, denominator, where they come from.
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './figure.css';

interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  /** A line under the value. */
  readonly note?: ReactNode;
  /** What the figure was made of; a figure without it cannot be opened. */
  readonly inputs?: ReactNode;
  readonly strong?: boolean;
}

export function Figure({ label, value, note, inputs, strong = false }: FigureProps) {
  const { t } = useTranslation();
  const shown = <span className={strong ? 'figure-value strong' : 'figure-value'}>{value}</span>;
  return (
    <div className="figure">
      <div className="note">{label}</div>
      {inputs ? (
        <Popover trigger="click" placement="bottomLeft" content={<div className="figure-inputs">{inputs}</div>}>
          <button type="button" className="plain-button figure-open" title={t('dossier.inputs')} aria-haspopup="dialog">
            {shown}
            <span className="visually-hidden">{t('dossier.inputs')}</span>
          </button>
        </Popover>
      ) : (
        shown
      )}
      {note && <div className="note">{note}</div>}
    </div>
  );
}
