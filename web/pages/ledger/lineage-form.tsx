// Records what became of parcels: split, merged, renumbered, rearranged, or moved to another township; tried as it is typed, written when nothing stands against it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { landLineageKinds, type LandLineageKind } from '#domain/ledger/lineage.ts';
import { renewLedger, type LedgerKey } from '../../api/ledger-queries.ts';
import { lineageTrialQuery, writeLineage, type LineageBody } from '../../api/lineage-queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';
import { LineagePlan } from './lineage-plan.tsx';
import { Placements, placementsOf, type PlacementRow } from './lineage-placements.tsx';
import { useLater } from './use-later.ts';

type Kind = LandLineageKind | 'township';
const kinds: readonly Kind[] = [...landLineageKinds, 'township'];

interface PartRow {
  readonly key: number;
  readonly from: string;
  readonly to: string;
  readonly areaMu: number | null;
}
const firstParts: readonly PartRow[] = [
  { key: 0, from: '', to: '', areaMu: null },
  { key: 1, from: '', to: '', areaMu: null },
];
const codesOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter((code) => code !== '');

interface LineageFormProps {
  readonly of: LedgerKey;
  readonly county: CountyReply;
  readonly refusal: string | null;
}

export function LineageForm({ of, county, refusal }: LineageFormProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind>('split');
  const [date, setDate] = useState(of.asOf);
  const [basis, setBasis] = useState('');
  const [parts, setParts] = useState(firstParts);
  const [placements, setPlacements] = useState<readonly PlacementRow[]>([]);
  const [to, setTo] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const [lots, setLots] = useState('');
  const change = (key: number, part: Partial<PartRow>): void => setParts(parts.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const said = { county: county.code, date, basis: basis.trim() || '—' };
  const whole = parts.filter((row) => row.from.trim() !== '' && row.to.trim() !== '');
  const codes = codesOf(lots);
  const body: LineageBody | null =
    kind === 'township'
      ? to !== null && (from !== null || codes.length > 0)
        ? { ...said, kind, moves: [{ to, ...(from === null ? {} : { from }), ...(codes.length > 0 ? { parcels: codes } : {}) }] }
        : null
      : whole.length > 0
        ? {
            ...said,
            kind,
            parts: whole.map((row) => ({
              from: row.from.trim(),
              to: row.to.trim(),
              ...(row.areaMu === null ? {} : { areaMu: row.areaMu }),
            })),
            ...(placements.length > 0 ? { placements: placementsOf(placements) } : {}),
          }
        : null;
  const { later, settled } = useLater(body, 400);
  const trial = useQuery(lineageTrialQuery(body === null ? null : later, of.version));
  const plan = body === null ? null : (trial.data ?? null);
  const sound = plan !== null && settled && plan.faults.length + plan.conflicts.length === 0;
  const save = useMutation({
    mutationFn: (asked: LineageBody) => writeLineage({ ...asked, basis: basis.trim() }),
    onSuccess: async ({ act, notices }) => {
      await renewLedger(queries);
      message.success([t('ledger.lineage.saved', { id: act.id }), ...notices].join(' '));
      setParts(firstParts);
      setPlacements([]);
      setLots('');
      setBasis('');
    },
  });
  const townships = county.townships.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <form
      className="ledger-act"
      aria-label={t('ledger.lineage.record')}
      onSubmit={(event) => {
        event.preventDefault();
        if (body) save.mutate(body);
      }}
    >
      <h3>{t('ledger.lineage.record')}</h3>
      {refusal !== null && <p className="note">{refusal}</p>}
      <div className="ledger-pair">
        <div className="ledger-field">
          <span>{t('ledger.lineage.kind')}</span>
          <Select
            size="small"
            aria-label={t('ledger.lineage.kind')}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`ledger.lineage.kinds.${value}`) }))}
            onChange={setKind}
          />
        </div>
        <div className="ledger-field">
          <label htmlFor="lineage-date">{t('ledger.lineage.date')}</label>
          <DatePicker
            id="lineage-date"
            size="small"
            allowClear={false}
            value={dayjs(date)}
            onChange={(value) => value && setDate(value.format('YYYY-MM-DD'))}
          />
        </div>
      </div>
      <p className="note">{t(`ledger.lineage.hints.${kind}`)}</p>
      {kind === 'township' ? (
        <>
          <div className="ledger-pair">
            <div className="ledger-field">
              <span>{t('ledger.lineage.fromTownship')}</span>
              <Select
                size="small"
                allowClear
                aria-label={t('ledger.lineage.fromTownship')}
                value={from}
                options={townships}
                onChange={(value: string | undefined) => setFrom(value ?? null)}
              />
            </div>
            <div className="ledger-field">
              <span>{t('ledger.lineage.toTownship')}</span>
              <Select size="small" aria-label={t('ledger.lineage.toTownship')} value={to} options={townships} onChange={setTo} />
            </div>
          </div>
          <div className="ledger-field">
            <label htmlFor="lineage-lots">{t('ledger.lineage.lots')}</label>
            <Input.TextArea
              id="lineage-lots"
              rows={2}
              value={lots}
              placeholder={t('ledger.lineage.lotsHint')}
              onChange={({ target }) => setLots(target.value)}
            />
          </div>
        </>
      ) : (
        <>
          {parts.map((row, place) => (
            <div key={row.key} className="lineage-part">
              <Input
                size="small"
                aria-label={t('ledger.lineage.fromOf', { value: place + 1 })}
                placeholder={t('ledger.lineage.from')}
                value={row.from}
                onChange={({ target }) => change(row.key, { from: target.value })}
              />
              <span aria-hidden="true">→</span>
              <Input
                size="small"
                aria-label={t('ledger.lineage.toOf', { value: place + 1 })}
                placeholder={t('ledger.lineage.to')}
                value={row.to}
                onChange={({ target }) => change(row.key, { to: target.value })}
              />
              <InputNumber
                size="small"
                aria-label={t('ledger.lineage.areaOf', { value: place + 1 })}
                placeholder={t('ledger.lineage.area')}
                min={0}
                value={row.areaMu}
                onChange={(areaMu) => change(row.key, { areaMu })}
              />
              <Button
                size="small"
                aria-label={t('ledger.lineage.removePart', { value: place + 1 })}
                disabled={parts.length === 1}
                onClick={() => setParts(parts.filter(({ key }) => key !== row.key))}
              >
                ×
              </Button>
            </div>
          ))}
          <Button
            size="small"
            className="lineage-add"
            onClick={() => {
              const last = parts.at(-1);
              // The side that is one parcel stays the same in the next line.
              const next = {
                key: (last?.key ?? 0) + 1,
                from: kind === 'split' ? (last?.from ?? '') : '',
                to: kind === 'merge' ? (last?.to ?? '') : '',
                areaMu: null,
              };
              setParts([...parts, next]);
            }}
          >
            {t('ledger.lineage.addPart')}
          </Button>
          <Placements rows={placements} onChange={setPlacements} />
        </>
      )}
      <div className="ledger-field">
        <label htmlFor="lineage-basis">{t('ledger.act.basis')}</label>
        <Input
          id="lineage-basis"
          size="small"
          value={basis}
          maxLength={2000}
          placeholder={t('ledger.act.basisHint')}
          onChange={({ target }) => setBasis(target.value)}
        />
      </div>
      {body === null && <p className="note">{t('ledger.lineage.waiting')}</p>}
      {trial.isError && body !== null && (
        <Failed title={t('ledger.check.failed')} detail={problemText(t, trial.error)} onRetry={() => void trial.refetch()} />
      )}
      {plan && <LineagePlan plan={plan} checking={trial.isFetching || !settled} />}
      {save.isError && <Failed detail={`${problemText(t, save.error)} ${t('ledger.act.kept')}`} />}
      <div className="form-row end">
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={!sound || basis.trim() === '' || refusal !== null}
        >
          {t('ledger.lineage.save')}
        </Button>
      </div>
    </form>
  );
}
