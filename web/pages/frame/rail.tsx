// The left rail: the places that exist, in a fixed order. A place is added here when its page is there, never before.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Address } from '../../state/view-context.tsx';

/** Places of the product, each a route. */
export const places = ['map', 'progress', 'repurchase', 'evaluation', 'policy', 'data', 'ledger'] as const;
export type Place = (typeof places)[number];
export const pathOfPlace = {
  map: '/map',
  progress: '/progress',
  repurchase: '/repurchase',
  evaluation: '/evaluation',
  policy: '/policy',
  data: '/data',
  ledger: '/ledger',
} as const satisfies Record<Place, string>;

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinejoin: 'round', strokeLinecap: 'round' } as const;
const icons: Record<Place, ReactNode> = {
  map: (
    <svg viewBox="0 0 24 24" aria-hidden="true" {...stroke}>
      <path d="M4 6.5 9.5 4v13.5L4 20zM9.5 4l5 2.5v13.5l-5-2.5zM14.5 6.5 20 4v13.5L14.5 20z" />
    </svg>
  ),
  progress: (
    <svg viewBox="0 0 24 24" aria-hidden="true" {...stroke}>
      <path d="M4 4v16h16M7.5 15.5l3.5-4 3 2.5 5-6.5" />
    </svg>
  ),
  repurchase: (
    <svg viewBox="0 0 24 24" aria-hidden="true" {...stroke}>
      <path d="M4 4.5h7v7H4zM13 4.5h7v4.500h-7zM4 13.500h4.500v6H4zM13.500 17l2.200 2.300 4.300-5.300" />
    </svg>
  ),
  evaluation: (
    <svg viewBox="0 0 24 24" aria-hidden="true" {...stroke}>
      <path d="M4 20.5h16M6 20V12.5h3.5V20M10.2 20V5h3.6v15M14.5 20V9H18v11" />
    </svg>
  ),
  policy: (
    <svg viewBox="0 0 24 24" aria-hidden="true" {...stroke}>
      <path d="M6 3.5h9l3.5 3.5v13.5H6zM15 3.5V7h3.5M9 11.5h6.5M9 15h6.5" />
    </svg>
  ),
  data: (
    <svg viewBox="0 0 24 24" aria-hidden="true" {...stroke}>
      <path d="M5 6.5c0-1.7 3.1-3 7-3s7 1.3 7 3v11c0 1.7-3.1 3-7 3s-7-1.3-7-3zM5 6.5c0 1.7 3.1 3 7 3s7-1.3 7-3M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3" />
    </svg>
  ),
  ledger: (
    <svg viewBox="0 0 24 24" aria-hidden="true" {...stroke}>
      <path d="M5 4h14v16.5H5zM8.5 4v16.5M11.5 8.5H16M11.5 12H16M11.5 15.5h3" />
    </svg>
  ),
};

export function Rail({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  return (
    <nav className="rail" aria-label={t('frame.places.label')}>
      <div className="rail-brand" lang="zh-CN">
        亩图
      </div>
      <div className="rail-places">
        {places.map((place) => (
          <Link
            key={place}
            to={pathOfPlace[place]}
            search={(previous: Address) => previous}
            className="rail-place"
            activeProps={{ 'aria-current': 'page' }}
          >
            {icons[place]}
            {t(`frame.places.${place}`)}
          </Link>
        ))}
      </div>
      <div className="rail-foot">
        <button type="button" className="rail-key" aria-label={t('frame.keys')} title={t('frame.keys')} onClick={onKeys}>
          ?
        </button>
      </div>
    </nav>
  );
}
