// What an investor looks for against a plan's blocks or idle plots: each requirement met, not met, or not known, with what there is.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askNeeds, plansQuery } from '../../api/repurchase-queries.ts';
import type { NeedMatchReply } from '../../api/repurchase-replies.ts';
import { count, plainNumber } from '../../format.ts';
import { boundsOf } from '../../map/column-bounds.ts';
import type { MapHandle, Padding } from '../../map/map-handle.ts';
import { useChoice } from '../../state/choice.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import { SidePanel } from './side-panel.tsx';

/** Matches shown at a time. */
const step = 20;
const marks = { true: '✓', false: '✗', unknown: '?' } as const;

interface MatchProps {
  readonly match: NeedMatchReply;
  readonly onShow: () => void;
}

function Match({ match, onShow }: MatchProps) {
  const { t } = useTranslation();
  const [first] = match.names;
  const title =
    match.codes.length > 1
      ? t('repurchase.needs.block', { name: first ?? match.codes[0] ?? '', count: match.codes.length })
      : (first ?? match.codes[0]);
  return (
    <li className={`buy-match ${match.verdict}`} data-testid="need-match" data-verdict={match.verdict}>
      <div className="panel-title">
        <button type="button" className="link-button" onClick={onShow}>
          {title}
        </button>
        <span className="buy-state">{t(`repurchase.verdict.${match.verdict}`)}</span>
      </div>
      <p className="note">
        {match.townshipName ?? ''} · {plainNumber(match.areaMu, 2)} {t('frame.unit.mus')}
      </p>
      <ul>
        {match.fits.map((fit) => (
          <li key={fit.part} className={`buy-fit ${String(fit.met)}`}>
            <b aria-hidden="true">{marks[String(fit.met) as keyof typeof marks]}</b>
            <span>{t(`repurchase.needPart.${fit.part}`)}</span>
            <span className="note">
              {t(`repurchase.met.${String(fit.met) as keyof typeof marks}`)}：{fit.found}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

export function NeedsPanel({ figures, handle, padding }: { figures: ChoiceFigures; handle: MapHandle | null; padding: Padding }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choice, choose } = useChoice();
  const { county, base, byCode } = figures;
  const plans = useQuery({ ...plansQuery({ county: county.code, version: county.version }), retry: false });
  const [from, setFrom] = useState<'plan' | 'idle'>(choice.plan === undefined ? 'idle' : 'plan');
  const [areaMu, setArea] = useState<number | null>(20);
  const [mostMu, setMost] = useState<number | null>(null);
  const [floorM2, setFloor] = useState<number | null>(null);
  const [powerKva, setPower] = useState<number | null>(null);
  const [sector, setSector] = useState<string | null>(null);
  const [shown, setShown] = useState(step);
  const plan = choice.plan ?? plans.data?.[0]?.id;
  const ask = useMutation({
    mutationFn: () =>
      askNeeds({
        county: county.code,
        from,
        ...(from === 'plan' ? { plan } : {}),
        areaMu: areaMu ?? 0,
        mostMu: mostMu ?? undefined,
        floorM2: floorM2 ?? undefined,
        powerKva: powerKva ?? undefined,
        sector: sector ?? undefined,
      }),
    onSuccess: () => setShown(step),
  });
  const show = ({ codes }: NeedMatchReply): void => {
    const places = new Set(codes.flatMap((code) => byCode.get(code)?.index ?? []));
    const box = boundsOf(base.bounds, base.size, (index) => places.has(index));
    if (box) handle?.fit(box, padding);
    if (codes.length === 1) change({ open: codes[0]! });
  };
  const field = (label: string, unit: string, value: number | null, set: (value: number | null) => void) => (
    <label>
      {label}
      <InputNumber<number>
        size="small"
        min={0}
        max={1e9}
        value={value}
        onChange={set}
        placeholder={t('repurchase.goal.notSet')}
        suffix={unit}
      />
    </label>
  );
  const found = ask.data;
  const met = found?.matches.filter(({ verdict }) => verdict === 'all').length ?? 0;
  const open = found?.matches.filter(({ verdict }) => verdict === 'open').length ?? 0;
  return (
    <SidePanel
      title={t('repurchase.panels.needs')}
      note={t('repurchase.needs.note')}
      onClose={() => choose({ panel: 'none' }, { replace: true })}
    >
      <form
        className="buy-part buy-fields"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Segmented<'plan' | 'idle'>
          size="small"
          value={from}
          onChange={setFrom}
          aria-label={t('repurchase.needs.from')}
          options={[
            { value: 'idle', label: t('repurchase.needs.idle') },
            { value: 'plan', label: t('repurchase.needs.plan') },
          ]}
        />
        {from === 'plan' && (
          <Select<number>
            size="small"
            aria-label={t('repurchase.needs.whichPlan')}
            placeholder={t('repurchase.needs.whichPlan')}
            loading={plans.isPending}
            value={plan ?? null}
            onChange={(id) => choose({ plan: id }, { replace: true })}
            options={(plans.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {field(t('repurchase.needs.area'), t('frame.unit.mus'), areaMu, setArea)}
        {field(t('repurchase.needs.most'), t('frame.unit.mus'), mostMu, setMost)}
        {field(t('repurchase.needs.floor'), '㎡', floorM2, setFloor)}
        {field(t('repurchase.needs.power'), 'kVA', powerKva, setPower)}
        <label>
          {t('repurchase.needs.sector')}
          <Select<string>
            size="small"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('repurchase.needs.sector')}
            placeholder={t('repurchase.goal.notSet')}
            value={sector}
            onChange={(value) => setSector(value ?? null)}
            style={{ width: 200 }}
            options={base.industryCodes.map((code) => ({ value: code, label: `${code} ${t(`industries.${code}` as 'industries.13')}` }))}
          />
        </label>
        <Button
          type="primary"
          htmlType="submit"
          loading={ask.isPending}
          disabled={areaMu === null || (from === 'plan' && plan === undefined)}
        >
          {t('repurchase.needs.ask')}
        </Button>
      </form>
      {ask.isError && <Failed detail={problemText(t, ask.error)} />}
      {ask.isPending && <Loading lines={6} />}
      {found && (
        <section className="buy-part">
          <p data-testid="need-sums">{t('repurchase.needs.sums', { offers: count(found.offers), met: count(met), open: count(open) })}</p>
          {found.offers === 0 && <Nothing>{t(from === 'idle' ? 'repurchase.needs.noIdle' : 'repurchase.needs.noBlocks')}</Nothing>}
          <ul className="buy-matches">
            {found.matches.slice(0, shown).map((match) => (
              <Match key={match.codes.join()} match={match} onShow={() => show(match)} />
            ))}
          </ul>
          {found.matches.length > shown && (
            <Button size="small" onClick={() => setShown(shown + step)}>
              {t('repurchase.needs.more', { count: found.matches.length - shown })}
            </Button>
          )}
        </section>
      )}
    </SidePanel>
  );
}
