// Verifies an entry, or takes it back in whole or in part: who may, on which day, on what basis, with which documents; what is refused says why.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { drawnArea } from '#domain/ledger/drawn-piece.ts';
import { reversalReasons, type ReversalReason } from '#domain/ledger/entry.ts';
import { toMu } from '#domain/units.ts';
import { renewLedger, reverseEntry, verifyEntry, type ActBody } from '../../api/ledger-queries.ts';
import type { LedgerHistoryReply } from '../../api/ledger-replies.ts';
import { plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';
import { DocumentsField, type FormDocument } from './documents-field.tsx';
import { DrawTools } from './draw-tools.tsx';
import { clipped, noOverlay, type Drawn, type Overlay } from './sketch.ts';

interface ActFormProps {
  readonly county: string;
  readonly title: string;
  readonly date: string;
  readonly dateHint?: string;
  readonly ready: boolean;
  readonly done: string;
  readonly onSave: (said: ActBody) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

function ActForm({ county, title, date: first, dateHint, ready, done, onSave, onClose, children }: ActFormProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [date, setDate] = useState(first);
  const [basis, setBasis] = useState('');
  const [documents, setDocuments] = useState<readonly FormDocument[]>([]);
  const save = useMutation({
    mutationFn: () => onSave({ date, basis: basis.trim(), documents: documents.map(({ id }) => id) }),
    onSuccess: async () => {
      await renewLedger(queries);
      message.success(done);
      onClose();
    },
  });
  return (
    <form
      className="ledger-act"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h3>{title}</h3>
      {children}
      <div className="ledger-field">
        <label htmlFor="act-date">{t('ledger.act.date')}</label>
        <DatePicker
          id="act-date"
          size="small"
          allowClear={false}
          value={dayjs(date)}
          onChange={(value) => value && setDate(value.format('YYYY-MM-DD'))}
        />
        {dateHint !== undefined && <span className="note">{dateHint}</span>}
      </div>
      <div className="ledger-field">
        <label htmlFor="act-basis">{t('ledger.act.basis')}</label>
        <Input
          id="act-basis"
          size="small"
          value={basis}
          maxLength={2000}
          placeholder={t('ledger.act.basisHint')}
          onChange={({ target }) => setBasis(target.value)}
        />
      </div>
      <DocumentsField county={county} value={documents} onChange={(change) => setDocuments(change)} />
      {save.isError && <Failed detail={`${problemText(t, save.error)} ${t('ledger.act.kept')}`} />}
      <div className="form-row end">
        <Button size="small" onClick={onClose}>
          {t('ledger.act.cancel')}
        </Button>
        <Button size="small" type="primary" htmlType="submit" loading={save.isPending} disabled={!ready || basis.trim() === ''}>
          {t('ledger.act.save')}
        </Button>
      </div>
    </form>
  );
}

export interface ActProps extends Drawn {
  readonly county: string;
  readonly history: LedgerHistoryReply;
  readonly asOf: string;
  readonly onClose: () => void;
}

const later = (a: string, b: string): string => (a > b ? a : b);

export function VerifyForm({ county, history: { entry }, asOf, onClose }: ActProps) {
  const { t } = useTranslation();
  return (
    <ActForm
      county={county}
      title={t('ledger.act.verifyTitle', { id: entry.id })}
      date={later(entry.date, asOf)}
      dateHint={t('ledger.act.verifyDateHint')}
      ready
      done={t('ledger.act.verified', { id: entry.id })}
      onSave={(said) => verifyEntry(entry.id, said)}
      onClose={onClose}
    />
  );
}

export function ReverseForm({ county, history: { entry, rows }, asOf, drawing, onDraw, onOverlay, onClose }: ActProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<ReversalReason>('error');
  const [part, setPart] = useState(false);
  const [parcel, setParcel] = useState<string | null>(entry.parts.length === 1 ? entry.parts[0]!.parcel : null);
  const [gross, setGross] = useState<number | null>(null);
  const [effective, setEffective] = useState<number | null>(null);
  const [sketch, setSketch] = useState<MultiPolygon | null>(null);
  const own = entry.geometry?.coordinates ?? null;
  // Only land of the entry itself can be taken back.
  const shape = useMemo(() => (part && sketch && own ? clipped(sketch, own) : null), [part, sketch, own]);
  const drawnMu = useMemo(() => (shape ? toMu(drawnArea(shape)) : null), [shape]);
  const overlay = useMemo(() => ({ ...noOverlay, draft: shape }), [shape]);
  const tell = useEffectEvent((next: Overlay) => onOverlay(next));
  useEffect(() => tell(overlay), [overlay]);
  const leave = useEffectEvent(() => {
    onOverlay(noOverlay);
    onDraw(null);
  });
  useEffect(() => () => leave(), []);
  const asksEffective = entry.effectiveMu !== null;
  const ready =
    !part || (parcel !== null && gross !== null && gross > 0 && (!asksEffective || effective !== null) && (own === null || shape !== null));
  const lastDay =
    rows
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? entry.date;
  return (
    <ActForm
      county={county}
      title={t('ledger.act.reverseTitle', { id: entry.id })}
      date={later(lastDay, asOf)}
      ready={ready}
      done={t('ledger.act.reversed')}
      onSave={(said) =>
        reverseEntry(entry.id, {
          ...said,
          reason,
          ...(part && gross !== null && parcel !== null
            ? {
                grossMu: gross,
                ...(effective === null ? {} : { effectiveMu: effective }),
                ...(shape ? { geometry: { type: 'MultiPolygon' as const, coordinates: shape } } : {}),
                ...(entry.parts.length > 1 ? { parcel } : {}),
              }
            : {}),
        })
      }
      onClose={onClose}
    >
      <div className="ledger-field">
        <span>{t('ledger.act.reason')}</span>
        <Radio.Group
          size="small"
          aria-label={t('ledger.act.reason')}
          value={reason}
          onChange={({ target }) => setReason(target.value as ReversalReason)}
          options={reversalReasons.map((value) => ({ value, label: t(`ledger.entry.actReason.${value}`) }))}
        />
      </div>
      <div className="ledger-field">
        <span>{t('ledger.act.scope')}</span>
        <Radio.Group
          size="small"
          aria-label={t('ledger.act.scope')}
          value={part}
          onChange={({ target }) => setPart(target.value === true)}
          options={[
            { value: false, label: t('ledger.act.all', { value: plainNumber(entry.grossMu, 3) }) },
            { value: true, label: t('ledger.act.part') },
          ]}
        />
      </div>
      {part && (
        <>
          {entry.parts.length > 1 && (
            <div className="ledger-field">
              <span>{t('ledger.act.parcel')}</span>
              <Select
                size="small"
                aria-label={t('ledger.act.parcel')}
                value={parcel}
                options={entry.parts.map((one) => ({ value: one.parcel, label: `${one.parcel} · ${plainNumber(one.grossMu, 3)}` }))}
                onChange={setParcel}
              />
            </div>
          )}
          {own !== null && (
            <div className="ledger-field">
              <span>{t('ledger.act.draw')}</span>
              <DrawTools drawing={drawing} onDraw={onDraw} hasShape={sketch !== null} onShape={setSketch} />
              {drawnMu === null ? (
                <span className="note">{t('ledger.act.needDrawing')}</span>
              ) : (
                <span className="note">
                  {t('ledger.act.drawnArea', { value: plainNumber(drawnMu, 6) })}{' '}
                  <button type="button" className="link-button" onClick={() => setGross(drawnMu)}>
                    {t('ledger.act.useDrawn')}
                  </button>
                </span>
              )}
            </div>
          )}
          <div className="ledger-pair">
            <div className="ledger-field">
              <label htmlFor="act-gross">{t('ledger.act.gross')}</label>
              <InputNumber
                id="act-gross"
                size="small"
                min={0}
                max={entry.grossMu}
                value={gross}
                onChange={setGross}
                style={{ width: '100%' }}
              />
            </div>
            {asksEffective && (
              <div className="ledger-field">
                <label htmlFor="act-effective">{t('ledger.act.effective')}</label>
                <InputNumber id="act-effective" size="small" min={0} value={effective} onChange={setEffective} style={{ width: '100%' }} />
                <span className="note">{t('ledger.act.effectiveHint')}</span>
              </div>
            )}
          </div>
        </>
      )}
    </ActForm>
  );
}
