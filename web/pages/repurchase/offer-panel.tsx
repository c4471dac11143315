// Before solving: what is on offer, what is not and why, what is not known, which plots stand alone; after it, what was found.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exclusionReasons } from '#domain/repurchase/candidate.ts';
import { blocksOf } from '#domain/repurchase/blocks.ts';
import type { OfferFilter } from '#domain/repurchase/choice.ts';
import { count, mu, plainNumber, wan } from '../../format.ts';
import { useChoice } from '../../state/choice.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { ChoiceFigures, Offer } from './choice-figures.ts';
import { townshipName } from './offer-columns.ts';
import { ResultPart } from './result-part.tsx';
import { SidePanel } from './side-panel.tsx';
import type { Solving } from './solving.ts';

/** Plots named one by one; the list has the rest. */
const listed = 12;

interface GroupProps {
  readonly title: string;
  readonly note: string;
  readonly offers: readonly Offer[];
  readonly show: OfferFilter;
  readonly figures: ChoiceFigures;
}

function PlotGroup({ title, note, offers, show, figures }: GroupProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choose } = useChoice();
  return (
    <section className="buy-part">
      <div className="panel-title">
        <h3>
          {title} {count(offers.length)}
        </h3>
        {offers.length > 0 && (
          <button type="button" className="link-button" onClick={() => choose({ show, folded: undefined }, { replace: true })}>
            {t('repurchase.offer.list')}
          </button>
        )}
      </div>
      <p className="note">{note}</p>
      {offers.length > 0 && (
        <ul className="buy-plots">
          {offers.slice(0, listed).map(({ candidate, index }) => (
            <li key={candidate.code}>
              <button type="button" className="link-button" onClick={() => change({ open: candidate.code })}>
                {candidate.name ?? candidate.code}
              </button>
              <span className="note">
                {townshipName(figures, index)} · {mu(candidate.areaMicroMu, 1)} {t('frame.unit.mus')}
              </span>
            </li>
          ))}
          {offers.length > listed && <li className="note">{t('repurchase.offer.more', { count: offers.length - listed })}</li>}
        </ul>
      )}
    </section>
  );
}

function Overview({ figures }: { figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { choose } = useChoice();
  const { offers, offered, byCode, choice, settings } = figures;
  const open = useMemo(() => offers.filter(({ excluded }) => excluded === null), [offers]);
  const isolated = useMemo(() => open.filter((offer) => offer.isolated), [open]);
  const unknown = useMemo(() => open.filter(({ score }) => score.coverage < 1), [open]);
  const groups = useMemo(
    () =>
      blocksOf(
        open.map(({ candidate }) => candidate.code),
        (code) => byCode.get(code)?.candidate.neighbours ?? [],
        (code) => byCode.get(code)?.candidate.areaMicroMu ?? 0,
      ),
    [open, byCode],
  );
  const sizes = groups.map((codes) => codes.reduce((sum, code) => sum + (byCode.get(code)?.candidate.areaMicroMu ?? 0), 0));
  const least = choice.minBlockMu === undefined ? null : choice.minBlockMu * 1_000_000;
  const small = least === null ? 0 : sizes.filter((size) => size < least).length;
  const willing = open.filter(({ candidate }) => candidate.parts.some(({ part, value }) => part === 'willing' && value === 100));
  return (
    <>
      <section className="buy-part">
        <div className="panel-title">
          <h3>{t('repurchase.offer.offered')}</h3>
          <button type="button" className="link-button" onClick={() => choose({ show: 'offered', folded: undefined }, { replace: true })}>
            {t('repurchase.offer.list')}
          </button>
        </div>
        <dl className="buy-facts">
          <dt>{t('repurchase.sums.parcels')}</dt>
          <dd>{t('repurchase.offer.of', { part: count(offered.parcels), whole: count(offers.length) })}</dd>
          <dt>{t('repurchase.sums.area')}</dt>
          <dd>{t('frame.unit.mu', { value: mu(offered.areaMicroMu, 1) })}</dd>
          <dt>{t('repurchase.sums.cost')}</dt>
          <dd>{t('frame.unit.wan', { value: wan(offered.costFen, 0) })}</dd>
          <dt>{t('repurchase.offer.groups')}</dt>
          <dd>
            {t('repurchase.offer.groupsOf', { groups: count(groups.length), largest: mu(sizes[0] ?? 0, 1) })}
            {least !== null && t('repurchase.offer.groupsSmall', { count: small, least: plainNumber(choice.minBlockMu, 0) })}
          </dd>
          <dt>{t('repurchase.willing')}</dt>
          <dd>
            <button type="button" className="link-button" onClick={() => choose({ show: 'willing', folded: undefined }, { replace: true })}>
              {t('repurchase.offer.plots', { count: willing.length })}
            </button>
          </dd>
        </dl>
        {settings.example && <p className="buy-warning">{t('repurchase.offer.example')}</p>}
      </section>
      <section className="buy-part">
        <div className="panel-title">
          <h3>
            {t('repurchase.offer.excluded')} {count(offers.length - open.length)}
          </h3>
          <button type="button" className="link-button" onClick={() => choose({ show: 'excluded', folded: undefined }, { replace: true })}>
            {t('repurchase.offer.list')}
          </button>
        </div>
        <dl className="buy-facts">
          {exclusionReasons.map((reason) => {
            const there = offers.filter(({ candidate }) => candidate.excluded?.reason === reason).length;
            return there === 0 ? null : (
              <div key={reason}>
                <dt>{t(`repurchase.reason.${reason}`)}</dt>
                <dd>{t('repurchase.offer.plots', { count: there })}</dd>
              </div>
            );
          })}
          {choice.minScore !== undefined && (
            <div>
              <dt>{t('repurchase.lowScore', { least: choice.minScore })}</dt>
              <dd>
                {t('repurchase.offer.plots', {
                  count: offers.filter(({ candidate, excluded }) => !candidate.excluded && excluded !== null).length,
                })}
              </dd>
            </div>
          )}
        </dl>
      </section>
      <PlotGroup
        title={t('repurchase.isolated')}
        note={t('repurchase.offer.isolatedNote')}
        offers={isolated}
        show="isolated"
        figures={figures}
      />
      <PlotGroup
        title={t('repurchase.offer.unknown')}
        note={t('repurchase.offer.unknownNote')}
        offers={unknown}
        show="unknown"
        figures={figures}
      />
    </>
  );
}

export function OfferPanel({ figures, solving }: { figures: ChoiceFigures; solving: Solving }) {
  const { t } = useTranslation();
  const { choose } = useChoice();
  return (
    <SidePanel
      title={t(solving.answer ? 'repurchase.result.title' : 'repurchase.offer.title')}
      note={t('repurchase.label')}
      onClose={() => choose({ panel: 'none' }, { replace: true })}
    >
      <ResultPart figures={figures} solving={solving} />
      <Overview figures={figures} />
    </SidePanel>
  );
}
