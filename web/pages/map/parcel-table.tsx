// The list: the map's twin. Same filter, same figures; rows and parcels light up together; everything by keyboard.
import { Button, Checkbox, Popover } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format.ts';
import type { MapHandle, Padding } from '../../map/map-handle.ts';
import { toggled } from '../../state/filter-change.ts';
import { hoveredParcel, useWatched } from '../../state/hover.ts';
import { useViewState } from '../../state/view-context.tsx';
import { rowWindow, scrollToRow } from '../../ui/row-window.ts';
import { Nothing } from '../../ui/trouble.tsx';
import { boundsOf } from '../../map/column-bounds.ts';
import type { Figures } from './figures.ts';
import {
  cellText,
  columnWidths,
  numberColumns,
  orderedRows,
  orderOf,
  tableColumns,
  usualColumns,
  type TableColumn,
} from './table-columns.ts';
import './parcel-table.css';

const rowHeight = 28;
const pageRows = 10;

interface ParcelTableProps {
  readonly figures: Figures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
  readonly onClose: () => void;
}

function ColumnChooser({ columns }: { columns: readonly TableColumn[] }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const choose = (column: TableColumn): void => {
    const chosen = toggled(columns, column);
    const next = tableColumns.filter((one) => chosen.includes(one));
    if (next.length > 0) change({ columns: next.join() === usualColumns.join() ? undefined : next }, { replace: true });
  };
  const content = (
    <ul className="column-choices">
      {tableColumns.map((column) => (
        <li key={column}>
          <Checkbox checked={columns.includes(column)} onChange={() => choose(column)}>
            {t(`table.${column}`)}
          </Checkbox>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" placement="topRight" content={content}>
      <Button size="small" type="text" aria-haspopup="dialog">
        {t('table.columns')}
      </Button>
    </Popover>
  );
}

export function ParcelTable({ figures, handle, padding, onClose }: ParcelTableProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { view, base, marked } = figures;
  const hovered = useWatched(hoveredParcel);
  const box = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [height, setHeight] = useState(280);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const [active, setActive] = useState(0);
  const order = useMemo(() => orderOf(view.sort), [view.sort]);
  const rows = useMemo(() => orderedRows(figures, order), [figures, order]);
  const columns = useMemo(() => {
    const asked = tableColumns.filter((column) => view.columns?.includes(column));
    return asked.length > 0 ? asked : usualColumns;
  }, [view.columns]);
  const shown = rowWindow(rows.length, rowHeight, scrolled, height);

  const moveTo = (row: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, row));
    setActive(next);
    hoveredParcel.set(rows[next] ?? null);
    const element = box.current;
    if (element) element.scrollTop = scrollToRow(next, rowHeight, element.scrollTop, element.clientHeight, rowHeight);
  };
  const open = (index: number): void => {
    change({ open: base.codes[index]! });
    const bounds = boundsOf(base.bounds, base.size, (one) => one === index);
    if (bounds) handle?.reveal(bounds, padding);
  };
  const select = (index: number): void => {
    const next = toggled(view.selection, base.codes[index]!);
    change({ selection: next.length > 0 ? next : undefined });
  };
  const press = (event: KeyboardEvent): void => {
    const index = rows[active];
    const keys: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active - 1),
      PageDown: () => moveTo(active + pageRows),
      PageUp: () => moveTo(active - pageRows),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => index !== undefined && open(index),
      ' ': () => index !== undefined && select(index),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const sortBy = (column: TableColumn): void => {
    const [now, direction] = order ?? [];
    if (now !== column) change({ sort: [column, numberColumns.has(column) ? 'descending' : 'ascending'] });
    else if (direction === (numberColumns.has(column) ? 'descending' : 'ascending'))
      change({ sort: [column, direction === 'ascending' ? 'descending' : 'ascending'] });
    else change({ sort: undefined });
    moveTo(0);
  };
  const indices = Array.from(rows.subarray(shown.from, shown.to));

  return (
    <section className="panel table-panel" aria-label={t('table.title')}>
      <header className="panel-title">
        <h2>{t('table.title')}</h2>
        <span className="note">
          {t('table.rows', { parcels: count(rows.length), by: order ? t(`table.${order[0]}`) : t('table.position') })} · {t('table.hint')}
        </span>
        <span className="table-actions">
          <ColumnChooser columns={columns} />
          <Button size="small" type="text" aria-label={t('table.close')} onClick={onClose}>
            ×
          </Button>
        </span>
      </header>
      {rows.length === 0 ? (
        <Nothing>{t('table.empty')}</Nothing>
      ) : (
        <div ref={box} className="table-scroll" onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}>
          <table
            // A grid after the WAI-ARIA practice: one stop for Tab, rows by arrow keys.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
            role="grid"
            tabIndex={0}
            aria-label={t('table.title')}
            aria-rowcount={rows.length + 1}
            aria-activedescendant={rows[active] === undefined ? undefined : `row-${rows[active]}`}
            onKeyDown={press}
            onFocus={() => moveTo(active)}
            style={{ minWidth: columns.reduce((sum, column) => sum + columnWidths[column], 0) }}
          >
            <thead>
              <tr aria-rowindex={1}>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className={numberColumns.has(column) ? 'number' : undefined}
                    style={{ width: columnWidths[column] }}
                    aria-sort={order?.[0] === column ? order[1] : 'none'}
                  >
                    <button type="button" className="plain-button" tabIndex={-1} onClick={() => sortBy(column)}>
                      {t(`table.${column}`)}
                      {order?.[0] === column && <span aria-hidden="true">{order[1] === 'ascending' ? ' ↑' : ' ↓'}</span>}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr aria-hidden="true" style={{ height: shown.above }} />
              {indices.map((index, place) => (
                <tr
                  key={index}
                  id={`row-${index}`}
                  aria-rowindex={shown.from + place + 2}
                  aria-selected={marked.has(index)}
                  className={`${shown.from + place === active ? 'active' : ''} ${hovered === index ? 'hovered' : ''}`}
                  onMouseEnter={() => hoveredParcel.set(index)}
                  onMouseLeave={() => hoveredParcel.set(null)}
                  onClick={() => {
                    setActive(shown.from + place);
                    open(index);
                  }}
                >
                  {columns.map((column) => (
                    <td key={column} className={numberColumns.has(column) ? 'number' : undefined}>
                      {cellText(t, column, figures, index)}
                    </td>
                  ))}
                </tr>
              ))}
              <tr aria-hidden="true" style={{ height: shown.below }} />
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
