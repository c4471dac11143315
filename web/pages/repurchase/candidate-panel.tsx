// One candidate: why it is or is not offered, its score part by part, its cost brick by brick, what stands on it, its neighbours, its lock.
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firmQuery } from '../../api/queries.ts';
import { mu, plainNumber, unknownMark, wan } from '../../format.ts';
import { lockedAs, useChoice } from '../../state/choice.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { Nothing } from '../../ui/trouble.tsx';
import type { ChoiceFigures, Offer } from './choice-figures.ts';
import { CostForm } from './cost-form.tsx';
import { stateText, townshipName } from './offer-columns.ts';
import { SidePanel } from './side-panel.tsx';

function Parts({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const { score } = offer;
  const known = score.parts.reduce((sum, { weight, value }) => sum + (value === null ? 0 : weight), 0);
  return (
    <section className="buy-part">
      <div className="panel-title">
        <h3>{t('repurchase.score.title')}</h3>
        <b data-testid="candidate-score">{plainNumber(score.score, 3)}</b>
      </div>
      <table className="buy-rows">
        <thead>
          <tr>
            <th scope="col">{t('repurchase.score.part')}</th>
            <th scope="col" className="number">
              {t('repurchase.score.value')}
            </th>
            <th scope="col" className="number">
              {t('repurchase.score.weight')}
            </th>
            <th scope="col" className="number">
              {t('repurchase.score.adds')}
            </th>
          </tr>
        </thead>
        <tbody>
          {score.parts.map(({ part, weight, value, says }) => (
            <tr key={part} className={value === null ? 'unknown' : undefined}>
              <th scope="row">
                {t(`repurchase.part.${part}`)}
                <small>{says}</small>
              </th>
              <td className="number">{plainNumber(value, 1)}</td>
              <td className="number">{weight}</td>
              <td className="number">{value === null || known === 0 ? unknownMark : plainNumber((value * weight) / known, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">{t('repurchase.score.coverage', { share: `${Math.floor(score.coverage * 100)}%` })}</p>
    </section>
  );
}

/** A firm by its name, where its code is known; else as it is written. */
function FirmName({ code }: { code: string }) {
  const known = /^[0-9A-Z]{18}$/.test(code);
  const firm = useQuery({ ...firmQuery(code), enabled: known, retry: false });
  return <span title={code}>{firm.data?.name ?? code}</span>;
}

function Bricks({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const { cost } = offer.candidate;
  if (!cost.known) return <Nothing>{t('repurchase.cost.unknown', { missing: cost.missing.join('、') })}</Nothing>;
  return (
    <>
      <table className="buy-rows">
        <tbody>
          {cost.bricks.map((brick, place) => (
            <tr key={`${brick.kind}-${String(place)}`}>
              <th scope="row">
                {t(`repurchase.brick.${brick.kind}`)}
                <small>{brick.formula}</small>
                {brick.assumed.map((what) => (
                  <small key={what} className="assumed">
                    {t('repurchase.cost.assumed', { what })}
                  </small>
                ))}
              </th>
              <td className="number">{wan(brick.fen, 2)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('repurchase.cost.total')}</th>
            <td className="number">{wan(cost.fen, 2)}</td>
          </tr>
        </tfoot>
      </table>
      {cost.assumed.some((what) => !cost.bricks.some(({ assumed }) => assumed.includes(what))) && (
        <p className="note">{cost.assumed.filter((what) => !cost.bricks.some(({ assumed }) => assumed.includes(what))).join('；')}</p>
      )}
    </>
  );
}

export function CandidatePanel({ code, figures }: { code: string; figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choice, choose } = useChoice();
  const [stating, setStating] = useState(false);
  const offer = figures.byCode.get(code);
  const close = (): void => change({ open: undefined });
  if (!offer) {
    return (
      <SidePanel title={code} onClose={close}>
        <Nothing>{t('repurchase.candidate.none')}</Nothing>
      </SidePanel>
    );
  }
  const { candidate, lock, excluded, index } = offer;
  const put = (wanted: 'in' | 'out'): void => choose(lockedAs(choice, [code], lock === wanted ? 'free' : wanted));
  const lockButton = (wanted: 'in' | 'out') => (
    <Button
      size="small"
      aria-pressed={lock === wanted}
      type={lock === wanted ? 'primary' : 'default'}
      disabled={excluded !== null && lock !== wanted}
      onClick={() => put(wanted)}
    >
      {t(`repurchase.lock.${wanted}Hint`)} <kbd>{wanted === 'in' ? 'I' : 'O'}</kbd>
    </Button>
  );
  return (
    <SidePanel title={candidate.name ?? code} note={`${code} · ${townshipName(figures, index)}`} onClose={close}>
      <section className="buy-part">
        <p className={excluded === null ? 'note' : 'buy-warning'}>{stateText(t, figures, offer) || t('repurchase.candidate.offered')}</p>
        <div className="buy-buttons">
          {lockButton('in')}
          {lockButton('out')}
        </div>
        <dl className="buy-facts">
          <dt>{t(candidate.areaKind === 'measured' ? 'repurchase.candidate.measured' : 'repurchase.candidate.registered')}</dt>
          <dd>{t('frame.unit.mu', { value: mu(candidate.areaMicroMu, 3) })}</dd>
          <dt>{t('repurchase.candidate.owner')}</dt>
          <dd>{candidate.owner === null ? t('repurchase.unknown') : <FirmName code={candidate.owner} />}</dd>
          <dt>{t('repurchase.sums.firms')}</dt>
          <dd>
            {candidate.firms.length === 0 && t('repurchase.candidate.noFirms')}
            {candidate.firms.map((code) => (
              <div key={code}>
                <FirmName code={code} />
              </div>
            ))}
          </dd>
          <dt>{t('repurchase.sums.jobs')}</dt>
          <dd>{candidate.jobs === null ? t('repurchase.unknown') : plainNumber(candidate.jobs, 1)}</dd>
          <dt>{t('repurchase.candidate.tax', { year: figures.county.years.at(-1) ?? '' })}</dt>
          <dd>{candidate.taxWan === null ? t('repurchase.unknown') : t('frame.unit.wan', { value: plainNumber(candidate.taxWan, 2) })}</dd>
        </dl>
        <Link to="/map" search={(previous: Address) => previous} className="link-button">
          {t('repurchase.candidate.dossier')}
        </Link>
      </section>
      <Parts offer={offer} />
      <section className="buy-part">
        <div className="panel-title">
          <h3>{t('repurchase.cost.title')}</h3>
          <span className="note">{t('repurchase.label')}</span>
        </div>
        <Bricks offer={offer} />
        <Button size="small" onClick={() => setStating(true)}>
          {t('repurchase.cost.state')}
        </Button>
        {stating && <CostForm candidate={candidate} county={figures.county.code} onClose={() => setStating(false)} />}
      </section>
      <section className="buy-part">
        <h3>{t('repurchase.candidate.neighbours', { count: candidate.neighbours.length })}</h3>
        {candidate.neighbours.length === 0 ? (
          <p className="note">{t('repurchase.offer.isolatedNote')}</p>
        ) : (
          <ul className="buy-plots">
            {candidate.neighbours.map((other) => (
              <li key={other}>
                <button type="button" className="link-button" onClick={() => change({ open: other })}>
                  {figures.byCode.get(other)?.candidate.name ?? other}
                </button>
                <span className="note">
                  {figures.byCode.get(other)?.excluded ??
                    t('frame.unit.mu', { value: mu(figures.byCode.get(other)?.candidate.areaMicroMu ?? null, 1) })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </SidePanel>
  );
}
