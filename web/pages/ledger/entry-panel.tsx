// One entry in full: every field, what it counts toward and why not, its rows with their seals, documents, what else is on the land; and its acts.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { encodeView } from '#domain/view-codec.ts';
import { lineageQuery } from '../../api/lineage-queries.ts';
import { ledgerEntryQuery, ledgerOnParcelQuery, type LedgerKey } from '../../api/ledger-queries.ts';
import type { CountsTowardReply, LedgerHistoryReply, LedgerRowReply } from '../../api/ledger-replies.ts';
import type { CountyReply } from '../../api/replies.ts';
import { day, plainNumber } from '../../format.ts';
import { measureName } from '../../i18n/measure-name.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { ReverseForm, VerifyForm, type ActProps } from './entry-acts.tsx';
import { LineageActs } from './lineage-acts.tsx';
import { ChainState, Documents, EntryHistory } from './entry-history.tsx';
import { StageMark } from './stage-mark.tsx';
import type { Drawn } from './sketch.ts';
import { useLedger } from './use-ledger.ts';
import { useMayVerify, useMayWrite } from './who.tsx';

interface EntryPanelProps extends Drawn {
  readonly of: LedgerKey;
  readonly county: CountyReply;
  readonly id: number;
  readonly policyName: (id: string) => string;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  readonly onClose: () => void;
}

function Toward({ row }: { row: LedgerRowReply }) {
  const { t, i18n } = useTranslation();
  const words = (one: CountsTowardReply): string =>
    t(`ledger.entry.standing.${one.standing}`, {
      value: plainNumber(one.areaMu, 6),
      day: day(row.stage === 'verified' ? (row.verifiedAt ?? row.date) : row.date, i18n.language),
      from: day(one.periodStart, i18n.language),
      to: day(one.periodEnd, i18n.language),
    });
  return (
    <section className="entry-part">
      <h3>{t('ledger.entry.toward')}</h3>
      {row.countsToward.length === 0 && <Nothing>{t('ledger.entry.towardNone')}</Nothing>}
      <ul>
        {row.countsToward.map((one) => (
          <li key={`${one.policy} ${one.target}`}>
            <b lang="zh-CN">{one.name}</b>
            <span className="note block">{words(one)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Parts({ row }: { row: LedgerRowReply }) {
  const { t } = useTranslation();
  const { view } = useViewState();
  return (
    <ul>
      {row.parts.map((part) => (
        <li key={`${part.parcel} ${String(part.drawn)}`} lang="zh-CN">
          <Link
            to="/map"
            search={{
              view: encodeView({ ...view, county: view?.county ?? '', open: part.parcel, selection: [part.parcel], camera: undefined }),
            }}
          >
            {part.parcel}
          </Link>{' '}
          {part.name}
          <span className="note block">
            {part.townshipName ?? part.township ?? t('ledger.filter.noTownship')} · {plainNumber(part.grossMu, 6)} {t('frame.unit.mus')} ·{' '}
            {t(part.drawn ? 'ledger.entry.drawn' : 'ledger.entry.undrawn')}
          </span>
          {part.firmsYear !== null && (
            <span className="note block">
              {t('ledger.entry.firmsOf', { year: part.firmsYear, names: part.firms.map(({ name, uscc }) => name ?? uscc).join('、') })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Facts({ row, history, policyName }: { row: LedgerRowReply; history: LedgerHistoryReply; policyName: (id: string) => string }) {
  const { t, i18n } = useTranslation();
  const { entry, files } = history;
  const mu = (value: number): string => `${plainNumber(value, 6)} ${t('frame.unit.mus')}`;
  const facts: [string, ReactNode][] = [
    [t('ledger.entry.policy'), policyName(row.policy)],
    [t('ledger.entry.kind'), t(`ledger.kinds.${row.kind}`)],
    [t('ledger.entry.measure'), measureName(t, row.measure)],
    [
      t('ledger.entry.gross'),
      row.stage === 'reversed'
        ? t('ledger.entry.declaredAs', { value: plainNumber(row.declaredGrossMu, 6) })
        : row.grossMu === row.declaredGrossMu
          ? mu(row.grossMu)
          : `${mu(row.grossMu)}（${t('ledger.entry.declaredAs', { value: plainNumber(row.declaredGrossMu, 6) })}）`,
    ],
    [t('ledger.entry.effective'), row.effectiveMu === null ? t('ledger.entry.effectiveNone') : mu(row.effectiveMu)],
    [t('ledger.entry.date'), day(row.date, i18n.language)],
    [
      t('ledger.entry.countsFrom'),
      row.countsFrom === row.date
        ? day(row.countsFrom, i18n.language)
        : t('ledger.entry.countsLater', { day: day(row.countsFrom, i18n.language) }),
    ],
    [t('ledger.entry.basis'), row.basis],
    [
      t('ledger.entry.documents'),
      row.documents.length === 0 ? t('ledger.entry.documentsNone') : <Documents key="files" documents={row.documents} files={files} />,
    ],
    [t('ledger.entry.parcels'), <Parts key={entry.id} row={row} />],
  ];
  return (
    <dl className="entry-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Others({ of, row }: { of: LedgerKey; row: LedgerRowReply }) {
  const { t } = useTranslation();
  const { set } = useLedger();
  const found = useQuery(
    ledgerOnParcelQuery(
      of,
      row.parts.map(({ parcel }) => parcel),
    ),
  );
  const others = (found.data ?? []).filter(({ id }) => id !== row.id);
  return (
    <section className="entry-part">
      <h3>{t('ledger.entry.others')}</h3>
      <p className="note">{t('ledger.entry.othersHint')}</p>
      {found.data && others.length === 0 && <Nothing>{t('ledger.entry.othersNone')}</Nothing>}
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" className="link-button" onClick={() => set({ open: one.id })}>
              {t('ledger.entry.title', { id: one.id })}
            </button>{' '}
            {t(`ledger.kinds.${one.kind}`)} · {plainNumber(one.grossMu, 3)} {t('frame.unit.mus')} · {t(`ledger.stages.${one.stage}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of the parcels that the entry lies on, or lay. */
function LineageOf({ of, county, history }: { of: LedgerKey; county: CountyReply; history: LedgerHistoryReply }) {
  const { t } = useTranslation();
  const found = useQuery(lineageQuery(of.county, of.version, history.rows[0]?.parcel));
  return (
    <section className="entry-part">
      <h3>{t('ledger.lineage.title')}</h3>
      {found.isError && <Failed detail={problemText(t, found.error)} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <Nothing>{t('ledger.lineage.noneHere')}</Nothing>}
      {found.data && found.data.length > 0 && (
        <LineageActs
          acts={found.data}
          townshipName={(code) => county.townships.find((one) => one.code === code)?.name ?? code}
          mayUndo={false}
        />
      )}
    </section>
  );
}

function Acts({ history, demo, ...props }: ActProps & { readonly demo: boolean }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<'verify' | 'reverse' | null>(null);
  const { entry } = history;
  const refusal = useMayWrite();
  const verifying = useMayVerify(entry.actor, demo);
  if (entry.stage === 'reversed') return null;
  const close = (): void => setDoing(null);
  const form = { ...props, history, onClose: close };
  if (doing === 'verify') return <VerifyForm {...form} />;
  if (doing === 'reverse') return <ReverseForm {...form} />;
  const told = entry.stage === 'declared' ? (verifying.refusal ?? verifying.note) : refusal;
  return (
    <div className="entry-acts">
      {entry.stage === 'declared' && (
        <Button size="small" type="primary" disabled={verifying.refusal !== null} onClick={() => setDoing('verify')}>
          {t('ledger.act.verify')}
        </Button>
      )}
      <Button size="small" disabled={refusal !== null} onClick={() => setDoing('reverse')}>
        {t('ledger.act.reverse')}
      </Button>
      {told !== null && <p className="note">{told}</p>}
    </div>
  );
}

export function EntryPanel({ of, county, id, policyName, onPrevious, onNext, onClose, ...drawn }: EntryPanelProps) {
  const { t, i18n } = useTranslation();
  const found = useQuery(ledgerEntryQuery(of.version, id));
  const history = found.data;
  const row = history?.row;
  const later = history?.rows.some(({ countsFrom }) => countsFrom > of.asOf) ?? false;
  return (
    <aside className="panel entry-panel" aria-label={t('ledger.entry.title', { id })} data-testid="ledger-entry">
      <header>
        <h2>{t('ledger.entry.title', { id })}</h2>
        {row && <StageMark row={row} />}
        <span className="entry-steps">
          <Button size="small" disabled={!onPrevious} onClick={onPrevious}>
            {t('ledger.entry.previous')}
          </Button>
          <Button size="small" disabled={!onNext} onClick={onNext}>
            {t('ledger.entry.next')}
          </Button>
          <Button size="small" aria-label={t('ledger.entry.close')} title={t('ledger.entry.close')} onClick={onClose}>
            ×
          </Button>
        </span>
      </header>
      <div className="entry-body">
        {found.isPending && <Loading lines={8} />}
        {found.isError && (
          <Failed title={t('ledger.entry.failed')} detail={problemText(t, found.error)} onRetry={() => void found.refetch()} />
        )}
        {history && !row && <Nothing>{t('ledger.entry.outOfScope')}</Nothing>}
        {history && row && (
          <>
            {later && <p className="note">{t('ledger.entry.asOfNote', { day: day(of.asOf, i18n.language) })}</p>}
            <Acts county={county.code} history={history} demo={county.demo} asOf={of.asOf} onClose={onClose} {...drawn} />
            <Facts row={row} history={history} policyName={policyName} />
            <Toward row={row} />
            <section className="entry-part">
              <h3>{t('ledger.entry.history')}</h3>
              <EntryHistory rows={history.rows} files={history.files} asOf={of.asOf} />
            </section>
            <section className="entry-part">
              <h3>{t('ledger.entry.chain')}</h3>
              <ChainState of={of} />
            </section>
            <LineageOf of={of} county={county} history={history} />
            <Others of={of} row={row} />
          </>
        )}
      </div>
    </aside>
  );
}
