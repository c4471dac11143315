// The panel on the right: a title, its tools, a body that scrolls, and a way to close it.
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface SidePanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function SidePanel({ title, note, tools, wide = false, onClose, children }: SidePanelProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // Who opened it by key goes on reading here.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <aside className={wide ? 'panel buy-side wide' : 'panel buy-side'} aria-label={title}>
      <header className="buy-side-title">
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {note && <p className="note">{note}</p>}
        </div>
        {tools}
        <Button size="small" type="text" aria-label={t('repurchase.close')} onClick={onClose}>
          ×
        </Button>
      </header>
      {/* A part that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="buy-side-body" tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
    </aside>
  );
}
