// The candidate list: the map's twin. Same filter, same figures; rows and plots light up together; everything by keyboard.
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format.ts';
import { boundsOf } from '../../map/column-bounds.ts';
import type { MapHandle, Padding } from '../../map/map-handle.ts';
import { lockedAs, useChoice } from '../../state/choice.ts';
import { hoveredParcel, useWatched } from '../../state/hover.ts';
import { useViewState } from '../../state/view-context.tsx';
import { rowWindow, scrollToRow } from '../../ui/row-window.ts';
import { Nothing } from '../../ui/trouble.tsx';
import type { ChoiceFigures, Offer } from './choice-figures.ts';
import {
  cellText,
  columnsWithin,
  columnWidths,
  numberColumns,
  orderedOffers,
  orderOf,
  stateText,
  wideColumns,
  type OfferColumn,
} from './offer-columns.ts';
import { OfferFilterChips } from './offer-filter.tsx';

const rowHeight = 28;
const pageRows = 10;

interface OfferTableProps {
  readonly figures: ChoiceFigures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
}

export function OfferTable({ figures, handle, padding }: OfferTableProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choice, choose } = useChoice();
  const { view, base } = figures;
  const hovered = useWatched(hoveredParcel);
  const box = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [{ width, height }, setSize] = useState({ width: 960, height: 220 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const columns = useMemo(() => columnsWithin(width), [width]);
  const [active, setActive] = useState(0);
  const order = useMemo(() => orderOf(view.sort), [view.sort]);
  const rows = useMemo(() => orderedOffers(figures, order), [figures, order]);
  const shown = rowWindow(rows.length, rowHeight, scrolled, height);

  const moveTo = (row: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, row));
    setActive(next);
    hoveredParcel.set(rows[next]?.index ?? null);
    const element = box.current;
    if (element) element.scrollTop = scrollToRow(next, rowHeight, element.scrollTop, element.clientHeight, rowHeight);
  };
  const open = ({ candidate, index }: Offer): void => {
    change({ open: candidate.code });
    const bounds = boundsOf(base.bounds, base.size, (one) => one === index);
    if (bounds) handle?.reveal(bounds, padding);
  };
  const lock = ({ candidate, excluded, lock: before }: Offer, wanted: 'in' | 'out'): void => {
    if (excluded === null || before !== null) choose(lockedAs(choice, [candidate.code], before === wanted ? 'free' : wanted));
  };
  const press = (event: KeyboardEvent): void => {
    const offer = rows[active];
    const keys: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active - 1),
      PageDown: () => moveTo(active + pageRows),
      PageUp: () => moveTo(active - pageRows),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => offer && open(offer),
      i: () => offer && lock(offer, 'in'),
      o: () => offer && lock(offer, 'out'),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const sortBy = (column: OfferColumn): void => {
    const falling = order[0] === column ? order[1] === 'ascending' : numberColumns.has(column);
    change({ sort: [column, falling ? 'descending' : 'ascending'] }, { replace: true });
  };

  return (
    <section className="panel buy-table" aria-label={t('repurchase.list.title')}>
      <header className="panel-title">
        <h2>{t('repurchase.list.title')}</h2>
        <span className="note" data-testid="offer-count">
          {t('repurchase.list.count', { shown: count(rows.length), total: count(figures.offers.length) })}
        </span>
        <OfferFilterChips figures={figures} />
        <Button
          size="small"
          type="text"
          aria-label={t('repurchase.list.close')}
          onClick={() => choose({ folded: true }, { replace: true })}
        >
          ×
        </Button>
      </header>
      {rows.length === 0 ? (
        <Nothing>{t('repurchase.list.empty')}</Nothing>
      ) : (
        <div ref={box} className="buy-scroll" onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}>
          <table
            // A grid after the WAI-ARIA practice: one stop for Tab, rows by arrow keys.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
            role="grid"
            tabIndex={0}
            aria-label={t('repurchase.list.title')}
            aria-rowcount={rows.length + 1}
            aria-activedescendant={rows[active] === undefined ? undefined : `offer-${rows[active].index}`}
            onKeyDown={press}
            onFocus={() => moveTo(active)}
          >
            <thead>
              <tr aria-rowindex={1}>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className={numberColumns.has(column) ? 'number' : undefined}
                    style={wideColumns.has(column) ? undefined : { width: columnWidths[column] }}
                    aria-sort={order[0] === column ? order[1] : 'none'}
                  >
                    <button type="button" className="plain-button" tabIndex={-1} onClick={() => sortBy(column)}>
                      {t(`repurchase.list.${column}`)}
                      {order[0] === column && <span aria-hidden="true">{order[1] === 'ascending' ? ' ↑' : ' ↓'}</span>}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr aria-hidden="true" style={{ height: shown.above }} />
              {rows.slice(shown.from, shown.to).map((offer, place) => (
                <OfferRow
                  key={offer.index}
                  figures={figures}
                  columns={columns}
                  offer={offer}
                  row={shown.from + place}
                  active={shown.from + place === active}
                  hovered={hovered === offer.index}
                  onOpen={() => {
                    setActive(shown.from + place);
                    open(offer);
                  }}
                  onLock={(wanted) => lock(offer, wanted)}
                />
              ))}
              <tr aria-hidden="true" style={{ height: shown.below }} />
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface OfferRowProps {
  readonly figures: ChoiceFigures;
  readonly columns: readonly OfferColumn[];
  readonly offer: Offer;
  readonly row: number;
  readonly active: boolean;
  readonly hovered: boolean;
  readonly onOpen: () => void;
  readonly onLock: (lock: 'in' | 'out') => void;
}

function OfferRow({ figures, columns, offer, row, active, hovered, onOpen, onLock }: OfferRowProps) {
  const { t } = useTranslation();
  const { candidate, excluded, lock, index } = offer;
  const chosen = figures.chosen.has(candidate.code);
  const tip = [candidate.name, candidate.code, stateText(t, figures, offer)].filter(Boolean).join('\n');
  const lockButton = (wanted: 'in' | 'out') => (
    <button
      type="button"
      tabIndex={-1}
      className="buy-lock"
      aria-pressed={lock === wanted}
      disabled={excluded !== null && lock !== wanted}
      title={t(`repurchase.lock.${wanted}Hint`)}
      onClick={(event) => {
        event.stopPropagation();
        onLock(wanted);
      }}
    >
      {t(`repurchase.lock.${wanted}Short`)}
    </button>
  );
  return (
    <tr
      id={`offer-${index}`}
      aria-rowindex={row + 2}
      aria-selected={chosen}
      className={`${active ? 'active' : ''} ${hovered ? 'hovered' : ''} ${excluded === null ? '' : 'excluded'}`}
      onMouseEnter={() => hoveredParcel.set(index)}
      onMouseLeave={() => hoveredParcel.set(null)}
      onClick={onOpen}
    >
      {columns.map((column) =>
        column === 'lock' ? (
          <td key={column} className="buy-locks">
            {lockButton('in')}
            {lockButton('out')}
          </td>
        ) : (
          <td
            key={column}
            className={numberColumns.has(column) ? 'number' : undefined}
            title={column === 'state' ? cellText(t, column, figures, offer) : column === 'name' ? tip : undefined}
          >
            {cellText(t, column, figures, offer)}
          </td>
        ),
      )}
    </tr>
  );
}
