// Declares land: a parcel or a piece drawn on it, held against the ledger while it is typed, refused with the land shown, written once it may be.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, DatePicker, Input, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boundsOf, type Bounds, type MultiPolygon } from '#domain/land/geometry.ts';
import { drawnArea } from '#domain/ledger/drawn-piece.ts';
import { landMetricKinds, type LandMetricKind } from '#domain/ledger/entry.ts';
import { microMu, toMu } from '#domain/units.ts';
import {
  checkQuery,
  declareLand,
  measuresQuery,
  parcelLandQuery,
  renewLedger,
  type DeclarationBody,
  type LedgerKey,
} from '../../api/ledger-queries.ts';
import { policyQuery } from '../../api/queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { day, plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { CheckView } from './check-view.tsx';
import { DocumentsField, type FormDocument } from './documents-field.tsx';
import { DrawTools } from './draw-tools.tsx';
import { LandFields } from './land-fields.tsx';
import { ParcelField } from './parcel-field.tsx';
import { clipped, noOverlay, shapesOf, without, type Choosing, type Drawn, type Overlay } from './sketch.ts';
import { useCountingPolicies } from './use-counting-policies.ts';
import { useInTheWay } from './use-in-the-way.ts';
import { useLater } from './use-later.ts';
import { useMayWrite } from './who.tsx';

interface DeclarePanelProps extends Drawn {
  readonly of: LedgerKey;
  readonly county: CountyReply;
  readonly onChoosing: (choosing: Choosing | null) => void;
  readonly onFit: (bounds: Bounds) => void;
  readonly onOpen: (id: number) => void;
  readonly onClose: () => void;
}

export function DeclarePanel({ of, county, drawing, onDraw, onOverlay, onChoosing, onFit, onOpen, onClose }: DeclarePanelProps) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const policies = useCountingPolicies(county.code);
  const refusal = useMayWrite();
  const session = useQuery(sessionQuery);
  const measures = useQuery(measuresQuery);
  const [policyId, setPolicy] = useState<string | null>(null);
  const policy = useQuery(policyQuery(policyId ?? policies[0]?.id ?? null));
  const [parcel, setParcel] = useState<string | null>(null);
  const land = useQuery(parcelLandQuery(county.code, parcel));
  const [whole, setWhole] = useState(true);
  const [sketch, setSketch] = useState<MultiPolygon | null>(null);
  const [clip, setClip] = useState(true);
  const [kindChosen, setKind] = useState<LandMetricKind | null>(null);
  const [measure, setMeasure] = useState<string | null>(null);
  const [gross, setGross] = useState<number | null>(null);
  const [effective, setEffective] = useState<number | null>(null);
  const [dateChosen, setDate] = useState<string | null>(null);
  const [basis, setBasis] = useState('');
  const [documents, setDocuments] = useState<readonly FormDocument[]>([]);

  const targets = (policy.data?.targets ?? []).filter(({ kind }) => kind !== null && kind !== 'vacated_effective');
  const kinds = landMetricKinds.filter((kind) => targets.some((target) => target.kind === kind));
  const kind = kindChosen !== null && kinds.includes(kindChosen) ? kindChosen : (kinds[0] ?? null);
  const periods = targets.filter((target) => target.kind === kind);
  const last = periods
    .map(({ periodEnd }) => periodEnd as string)
    .sort()
    .at(-1);
  const date = dateChosen ?? (last !== undefined && last < of.asOf ? last : of.asOf);
  const offered = (measures.data ?? []).filter((one) => kind !== null && one.countsAs.includes(kind));
  const chosen = offered.some(({ id }) => id === measure) ? measure : null;

  const plot = land.data?.shape ?? null;
  const shape = useMemo(() => {
    if (whole || !sketch) return null;
    return clip && plot ? clipped(sketch, plot) : sketch;
  }, [whole, sketch, clip, plot]);
  const drawnMu = useMemo(() => (shape ? toMu(drawnArea(shape)) : null), [shape]);
  const known = whole ? (land.data?.registeredMu ?? land.data?.measuredMu ?? null) : drawnMu;

  const ready =
    parcel !== null && kind !== null && chosen !== null && gross !== null && gross > 0 && policy.data && (whole || shape !== null);
  const body: DeclarationBody | null = ready
    ? {
        county: county.code,
        policy: policy.data.id,
        parcel,
        kind,
        measure: chosen,
        grossMu: gross,
        effectiveMu: effective,
        date,
        basis: basis.trim() || '—',
        documents: documents.map(({ id }) => id),
        ...(shape ? { geometry: { type: 'MultiPolygon' as const, coordinates: shape } } : {}),
      }
    : null;
  const { later: asked, settled } = useLater(body, 350);
  const check = useQuery(checkQuery(body === null ? null : asked, of.version));
  const trial = body === null ? null : (check.data ?? null);
  const inTheWay = useInTheWay(trial, of.version);
  const overlay = useMemo(
    () => ({
      draft: shape ?? (whole ? plot : null),
      conflicts: trial ? [...inTheWay, ...shapesOf(trial.faults)] : [],
      slivers: trial ? shapesOf(trial.slivers) : [],
    }),
    [shape, whole, plot, trial, inTheWay],
  );
  const tellOverlay = useEffectEvent((next: Overlay) => onOverlay(next));
  useEffect(() => tellOverlay(overlay), [overlay]);
  const leave = useEffectEvent(() => {
    onOverlay(noOverlay);
    onChoosing(null);
    onDraw(null);
  });
  const choose = (code: string | null): void => {
    setParcel(code);
    setSketch(null);
  };
  const begin = useEffectEvent(() => onChoosing({ pick: choose }));
  useEffect(() => {
    begin();
    return () => leave();
  }, []);
  const fit = useEffectEvent((bounds: Bounds) => onFit(bounds));
  useEffect(() => {
    const bounds = plot && boundsOf(plot);
    if (bounds) fit(bounds);
  }, [plot]);

  const save = useMutation({
    mutationFn: (said: DeclarationBody) => declareLand({ ...said, basis: basis.trim() }),
    onSuccess: async ({ id }) => {
      await renewLedger(queries);
      message.success(t('ledger.form.saved', { id }));
      onOpen(id);
    },
    // What the ledger refused is tried again, so that it is shown with its land.
    onError: () => void check.refetch(),
  });
  const refused = trial !== null && (trial.faults.length > 0 || trial.conflicts.length > 0);
  // Land that is not drawn is only held against the parcel's area: what is over it can be taken off.
  const over = trial && inTheWay.length === 0 ? Math.max(0, ...trial.conflicts.map(({ overlapMu }) => overlapMu)) : 0;
  const lessMu = over > 0 && gross !== null && gross > over ? toMu(microMu(Math.round((gross - over) * 1e6))) : null;
  const leaveOut = (): void => {
    const from = shape ?? plot;
    const left = from && without(from, inTheWay);
    if (!left) return;
    setWhole(false);
    setSketch(left);
    setGross(toMu(drawnArea(left)));
  };
  return (
    <section className="panel ledger-form" aria-label={t('ledger.form.title')}>
      <header className="panel-title">
        <h2>{t('ledger.form.title')}</h2>
        <Button size="small" onClick={onClose}>
          {t('ledger.form.close')}
        </Button>
      </header>
      {refusal !== null && (
        <p className="ledger-fault" role="alert">
          {refusal}
        </p>
      )}
      {policy.isPending && <Loading lines={6} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (body) save.mutate(body);
        }}
      >
        <div className="ledger-form-fields">
          <div className="ledger-field">
            <label htmlFor="ledger-policy">{t('ledger.form.policy')}</label>
            <Select
              id="ledger-policy"
              aria-label={t('ledger.form.policy')}
              value={policy.data?.id ?? null}
              options={policies.map(({ id, title }) => ({ value: id, label: title }))}
              onChange={setPolicy}
            />
            {policy.data && kinds.length === 0 && <p className="ledger-fault">{t('ledger.form.noKind')}</p>}
          </div>
          <ParcelField county={county.code} code={parcel} land={parcel === null ? undefined : land.data} onChange={choose} />
          <div className="ledger-field">
            <span>{t('ledger.form.shape')}</span>
            <Segmented
              aria-label={t('ledger.form.shape')}
              value={whole ? 'whole' : 'piece'}
              options={[
                { value: 'whole', label: t('ledger.form.wholeParcel') },
                { value: 'piece', label: t('ledger.form.piece') },
              ]}
              onChange={(value) => setWhole(value === 'whole')}
            />
            {!whole && (
              <>
                <DrawTools drawing={drawing} onDraw={onDraw} hasShape={sketch !== null} onShape={setSketch} />
                <span className="form-row">
                  <Checkbox checked={clip} onChange={({ target }) => setClip(target.checked)}>
                    {t('ledger.form.clip')}
                  </Checkbox>
                  {drawnMu !== null && <span className="note">{t('ledger.form.drawn', { value: plainNumber(drawnMu, 3) })}</span>}
                </span>
              </>
            )}
          </div>
          <LandFields
            kinds={kinds}
            kind={kind}
            onKind={setKind}
            measures={offered}
            measure={chosen}
            onMeasure={setMeasure}
            gross={gross}
            onGross={setGross}
            known={known}
            effective={effective}
            onEffective={setEffective}
          />
          <div className="ledger-field">
            <label htmlFor="ledger-date">{t('ledger.form.date')}</label>
            <DatePicker
              id="ledger-date"
              allowClear={false}
              value={dayjs(date)}
              onChange={(value) => setDate(value ? value.format('YYYY-MM-DD') : null)}
            />
            {periods.length > 0 && (
              <span className="note">
                {t('ledger.form.dateHint', {
                  periods: [
                    ...new Set(
                      periods.map(({ periodStart, periodEnd }) => `${day(periodStart, i18n.language)}–${day(periodEnd, i18n.language)}`),
                    ),
                  ].join('；'),
                })}
              </span>
            )}
          </div>
          <div className="ledger-field">
            <label htmlFor="ledger-basis">{t('ledger.form.basis')}</label>
            <Input
              id="ledger-basis"
              value={basis}
              maxLength={2000}
              placeholder={t('ledger.act.basisHint')}
              onChange={({ target }) => setBasis(target.value)}
            />
          </div>
          <DocumentsField county={county.code} value={documents} onChange={(change) => setDocuments(change)} />
        </div>
        <div className="ledger-form-foot">
          {body === null && <p className="note">{t('ledger.check.waiting')}</p>}
          {body !== null && check.isError && (
            <Failed title={t('ledger.check.failed')} detail={problemText(t, check.error)} onRetry={() => void check.refetch()} />
          )}
          {body !== null && !check.isError && !trial && <Loading lines={3} label={t('ledger.check.running')} />}
          {trial && (
            <CheckView
              check={trial}
              checking={check.isFetching || !settled}
              townshipName={(code) => county.townships.find((one) => one.code === code)?.name ?? code}
              onOpen={onOpen}
              onRest={inTheWay.length > 0 ? leaveOut : null}
              lessMu={lessMu}
              onLess={setGross}
            />
          )}
          {save.isError && <Failed detail={`${problemText(t, save.error)} ${t('ledger.act.kept')}`} />}
          <div className="form-row end">
            <Button
              type="primary"
              htmlType="submit"
              loading={save.isPending}
              disabled={body === null || basis.trim() === '' || refused || refusal !== null || session.isPending}
            >
              {t('ledger.form.save')}
            </Button>
          </div>
        </div>
      </form>
    </section>
  );
}
