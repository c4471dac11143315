// The lower parts of a dossier: who is on the land, idleness, ledger entries, register, sources.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { encodeView } from '#domain/view-codec.ts';
import type { DossierReply } from '../../api/dossier-reply.ts';
import { day, percent, plainNumber } from '../../format.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Nothing } from '../../ui/trouble.tsx';

export function Occupants({ dossier }: { dossier: DossierReply }) {
  const { t } = useTranslation();
  return (
    <section className="dossier-part">
      <h3>{t('dossier.occupants')}</h3>
      {dossier.occupants.length === 0 && <Nothing>{t('dossier.occupantsNone')}</Nothing>}
      <ul className="rows">
        {dossier.occupants.map((one) => (
          <li key={one.uscc}>
            <span>
              {one.name ?? one.uscc}
              <span className="note block">{one.uscc}</span>
            </span>
            <span className="right">
              {t('dossier.occupant', {
                role: t(`dossier.roles.${one.role as '自用'}`, { defaultValue: one.role }),
                area: plainNumber(one.areaMu, 2),
              })}
              <span className="note block">
                {one.share !== null && dossier.occupants.length > 1 && `${t('dossier.share', { share: percent(one.share, 1) })} · `}
                {one.grade ?? t('dossier.gradeNone')}
                {' · '}
                {one.taxWan === null ? t('dossier.taxUnknown') : t('dossier.taxHere', { tax: plainNumber(one.taxWan, 2) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Idleness({ dossier }: { dossier: DossierReply }) {
  const { t, i18n } = useTranslation();
  const { idle } = dossier;
  return (
    <section className="dossier-part">
      <h3>{t('dossier.idle')}</h3>
      {idle.state === 'none' ? (
        <Nothing>{t('dossier.idleNone')}</Nothing>
      ) : (
        <div className={idle.state === 'decided' ? 'idle-note decided' : 'idle-note'}>
          <b>{t(`map.idle.${idle.state}`)}</b> {idle.since && t('dossier.idleSince', { day: day(idle.since, i18n.language) })}
          {idle.basis && <p>{t('dossier.idleBasis', { basis: idle.basis })}</p>}
          {idle.state === 'suspected' && <p className="note">{t('dossier.suspectedNote')}</p>}
        </div>
      )}
    </section>
  );
}

export function LedgerRows({ dossier }: { dossier: DossierReply }) {
  const { t, i18n } = useTranslation();
  const { view } = useViewState();
  const there = view && encodeView({ ...view, ledger: { parcels: [dossier.code] } });
  return (
    <section className="dossier-part">
      <h3>
        {t('dossier.ledger')}{' '}
        {there && (
          <Link to="/ledger" search={{ view: there }} className="note">
            {t('dossier.ledgerOpen')}
          </Link>
        )}
      </h3>
      {dossier.ledger.length === 0 && <Nothing>{t('dossier.ledgerNone')}</Nothing>}
      <ul className="rows">
        {dossier.ledger.map((entry) => (
          <li key={entry.id}>
            <span>
              {t(`progress.kind.${entry.kind}`)} · {entry.measure}
              <span className="note block">{entry.basis}</span>
            </span>
            <span className="right">
              {t('frame.unit.mu', { value: plainNumber(entry.grossMu, 2) })}
              <span className="note block">
                {t(`dossier.stages.${entry.stage}`)} {day(entry.reversedAt ?? entry.verifiedAt ?? entry.date, i18n.language)}
                {entry.effectiveMu !== null && ` · ${t('progress.effective', { value: plainNumber(entry.effectiveMu, 2) })}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Register({ dossier }: { dossier: DossierReply }) {
  const { t, i18n } = useTranslation();
  const unknown = t('dossier.areaUnknown');
  const production = dossier.productionStart;
  const started =
    production.state === 'started'
      ? day(production.date, i18n.language)
      : production.state === 'not-started'
        ? t('dossier.notStarted')
        : unknown;
  const date = (value: string | null): string => (value === null ? unknown : day(value, i18n.language));
  const rows: [string, string][] = [
    [t('dossier.holder'), dossier.holder ?? unknown],
    [t('dossier.location'), dossier.location ?? unknown],
    [t('dossier.landUse'), dossier.landUse ?? unknown],
    [t('dossier.acquisition'), [dossier.acquisitionMode ?? unknown, date(dossier.acquisitionDate)].join(' · ')],
    [t('dossier.supply'), date(dossier.supplyDate)],
    [t('dossier.production'), started],
  ];
  return (
    <section className="dossier-part">
      <h3>{t('dossier.facts')}</h3>
      <dl className="register">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Sources({ dossier }: { dossier: DossierReply }) {
  const { t } = useTranslation();
  return (
    <details className="dossier-part">
      <summary>
        {t('dossier.sources')} <span className="note">{dossier.sources.length}</span>
      </summary>
      <ul className="rows note">
        {dossier.sources.map(({ what, place }) => (
          <li key={`${what} ${place.file} ${place.sheet ?? ''} ${place.row ?? ''}`}>
            <span>{what}</span>
            <span className="right">
              {place.row === null
                ? t('dossier.sourceFile', { file: place.file })
                : t('dossier.sourceRow', { file: place.file, row: place.row })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
