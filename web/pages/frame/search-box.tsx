// One field that finds a firm, a parcel by its code, a township or a page; Ctrl or Cmd with K puts the cursor in it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, AutoComplete, Input, type AutoCompleteProps, type RefSelectProps } from 'antd';
import { useDeferredValue, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { firmQuery, searchQuery } from '../../api/queries.ts';
import type { SearchHit } from '../../api/replies.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useViewState, type Address, type ViewChange } from '../../state/view-context.tsx';
import { pathOfPlace, places, type Place } from './rail.tsx';

/** Results shown per group; the rest is counted. */
const most = 6;
const kinds = ['firm', 'parcel', 'township', 'block'] as const;

interface Option {
  readonly value: string;
  readonly label: ReactNode;
}

function line(name: string, note: string): ReactNode {
  return (
    <div className="search-option">
      <span>{name}</span>
      <span className="note">{note}</span>
    </div>
  );
}

function group(title: string, options: readonly Option[], note: string) {
  return { label: <span className="search-group">{note === '' ? title : `${title} · ${note}`}</span>, title, options: [...options] };
}

export function SearchBox({ county }: { county: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { view, change } = useViewState();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const field = useRef<RefSelectProps>(null);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useQuery(searchQuery(county, asked));
  useShortcuts({ 'mod+k': () => field.current?.focus() });

  const groups = (hits: readonly SearchHit[]) => {
    const pages = places.filter((place) => asked !== '' && t(`frame.places.${place}`).toLowerCase().includes(asked.toLowerCase()));
    const found = kinds.map((kind) => {
      const own = hits.filter((hit) => hit.kind === kind);
      const options = own.slice(0, most).map((hit) => ({
        value: `${kind}:${hit.id}`,
        label: line(hit.name, kind === 'firm' && hit.point === null ? t('frame.search.noParcel') : hit.note),
      }));
      return group(t(`frame.search.${kind}s`), options, own.length > most ? t('frame.search.more', { count: own.length - most }) : '');
    });
    const toPages = pages.map((place) => ({ value: `page:${place}`, label: t(`frame.places.${place}`) }));
    return [...found, group(t('frame.search.pages'), toPages, '')].filter((one) => one.options.length > 0);
  };

  /** Puts it on the map: the camera is left out, so that the map goes where the change points. */
  const show = async (parts: ViewChange): Promise<void> => {
    await navigate({ to: '/map', search: (previous: Address) => previous });
    change({ ...parts, camera: undefined });
  };
  const showFirm = async (uscc: string): Promise<void> => {
    const firm = await queries.fetchQuery(firmQuery(uscc));
    const codes = firm.parcels.map((parcel) => parcel.code);
    if (codes[0] === undefined) message.info(`${firm.name ?? uscc}：${t('frame.search.noParcel')}`);
    else await show({ open: codes[0], selection: codes });
  };
  const go: AutoCompleteProps['onSelect'] = (value: string) => {
    const [kind, id = ''] = value.split(':');
    setText('');
    field.current?.blur();
    if (kind === 'page') void navigate({ to: pathOfPlace[id as Place], search: (previous: Address) => previous });
    if (kind === 'township') void show({ filter: { ...view?.filter, townships: [id] } });
    if (kind === 'block') void show({ filter: { ...view?.filter, blocks: [id] } });
    if (kind === 'parcel') void show({ open: id, selection: undefined });
    if (kind === 'firm') showFirm(id).catch(() => message.error(t('frame.search.failed')));
  };

  // Hits of an earlier text are not offered: Enter must never open something else than what is typed.
  const current = asked !== '' && asked === text.trim() && !found.isPlaceholderData;
  const waiting = found.isFetching ? t('frame.state.loading') : t('frame.search.none', { text: asked });
  const nothing = asked === '' ? null : found.isError ? t('frame.search.failed') : waiting;
  return (
    <AutoComplete
      ref={field}
      className="bar-search"
      value={text}
      options={current ? groups(found.data ?? []) : []}
      onChange={setText}
      onSelect={go}
      defaultActiveFirstOption
      notFoundContent={nothing}
      styles={{ popup: { root: { minWidth: 360 } } }}
    >
      <Input allowClear aria-label={t('frame.search.label')} placeholder={t('frame.search.placeholder')} suffix={<kbd>Ctrl K</kbd>} />
    </AutoComplete>
  );
}
