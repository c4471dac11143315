// One field that finds a firm, a parcel by its code, a township or a page; Ctrl or Cmd with K puts the cursor in it.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AutoComplete, Input, type AutoCompleteProps, type RefSelectProps } from 'antd';
import { useDeferredValue, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../../api/queries.ts';
import type { SearchReply } from '../../api/replies.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { pathOfPlace, places, type Place } from './rail.tsx';

/** Results shown per group; the rest is counted. */
const most = 6;

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

export function SearchBox({ county }: { county: string }) {
  const { t } = useTranslation();
  const { view, change } = useViewState();
  const navigate = useNavigate();
  const field = useRef<RefSelectProps>(null);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useQuery(searchQuery(county, asked));
  useShortcuts({ 'mod+k': () => field.current?.focus() });

  const group = (title: string, options: readonly Option[], hidden: number) => ({
    label: <span className="search-group">{hidden > 0 ? `${title} · ${t('frame.search.more', { count: hidden })}` : title}</span>,
    title,
    options: [...options],
  });
  const groups = (reply: SearchReply | undefined) => {
    const pages = places.filter((place) => asked !== '' && t(`frame.places.${place}`).toLowerCase().includes(asked.toLowerCase()));
    const { firms = [], parcels = [], townships = [] } = asked === '' ? {} : (reply ?? {});
    const firmOptions = firms.slice(0, most).map((firm) => ({
      value: `firm:${firm.uscc}:${firm.parcels[0] ?? ''}`,
      label: line(firm.name, firm.parcels.length === 0 ? t('frame.search.noParcel') : firm.uscc),
    }));
    const parcelOptions = parcels
      .slice(0, most)
      .map((parcel) => ({ value: `parcel:${parcel.code}`, label: line(parcel.name || parcel.code, parcel.code) }));
    const townshipOptions = townships.slice(0, most).map((one) => ({ value: `township:${one.code}`, label: line(one.name, one.code) }));
    return [
      group(t('frame.search.firms'), firmOptions, firms.length - most),
      group(t('frame.search.parcels'), parcelOptions, parcels.length - most),
      group(t('frame.search.townships'), townshipOptions, townships.length - most),
      group(
        t('frame.search.pages'),
        pages.map((place) => ({ value: `page:${place}`, label: t(`frame.places.${place}`) })),
        0,
      ),
    ].filter((one) => one.options.length > 0);
  };

  const go: AutoCompleteProps['onSelect'] = (value: string) => {
    const [kind, code = '', parcel = ''] = value.split(':');
    const toMap = () => navigate({ to: '/map', search: (previous: Address) => previous });
    setText('');
    field.current?.blur();
    if (kind === 'page') void navigate({ to: pathOfPlace[code as Place], search: (previous: Address) => previous });
    if (kind === 'township') void toMap().then(() => change({ filter: { ...view?.filter, townships: [code] }, camera: undefined }));
    const open = kind === 'parcel' ? code : kind === 'firm' ? parcel : '';
    if (open) void toMap().then(() => change({ open, selection: [open], camera: undefined }));
  };

  const nothing =
    asked === ''
      ? null
      : found.isError
        ? t('frame.search.failed')
        : found.isFetching
          ? t('frame.state.loading')
          : t('frame.search.none', { text: asked });
  return (
    <AutoComplete
      ref={field}
      className="bar-search"
      value={text}
      options={groups(found.data)}
      onChange={setText}
      onSelect={go}
      defaultActiveFirstOption
      notFoundContent={nothing}
      styles={{ popup: { root: { minWidth: 360 } } }}
    >
      <Input
        allowClear
        aria-label={t('frame.search.label')}
        placeholder={t('frame.search.placeholder')}
        suffix={<kbd>Ctrl K</kbd>}
      />
    </AutoComplete>
  );
}
