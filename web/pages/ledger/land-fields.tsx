// Kind, measure and areas of a declaration. Only measures that can count as the kind are offered; the effective area is never filled in by itself.
import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { MeasureReply } from '../../api/ledger-replies.ts';
import { measureName } from '../../i18n/measure-name.ts';

interface LandFieldsProps {
  readonly kinds: readonly LandMetricKind[];
  readonly kind: LandMetricKind | null;
  readonly onKind: (kind: LandMetricKind) => void;
  readonly measures: readonly MeasureReply[];
  readonly measure: string | null;
  readonly onMeasure: (measure: string) => void;
  readonly gross: number | null;
  readonly onGross: (mu: number | null) => void;
  /** What the register or the drawing has; offered, not filled in. */
  readonly known: number | null;
  readonly effective: number | null;
  readonly onEffective: (mu: number | null) => void;
}

export function LandFields(props: LandFieldsProps) {
  const { kinds, kind, onKind, measures, measure, onMeasure, gross, onGross, known, effective, onEffective } = props;
  const { t } = useTranslation();
  return (
    <>
      <div className="ledger-pair">
        <div className="ledger-field">
          <label htmlFor="ledger-kind">{t('ledger.form.kind')}</label>
          <Select
            id="ledger-kind"
            aria-label={t('ledger.form.kind')}
            value={kind}
            options={kinds.map((one) => ({ value: one, label: t(`ledger.kinds.${one}`) }))}
            onChange={onKind}
          />
        </div>
        <div className="ledger-field">
          <label htmlFor="ledger-measure">{t('ledger.form.measure')}</label>
          <Select
            id="ledger-measure"
            aria-label={t('ledger.form.measure')}
            showSearch={{ optionFilterProp: 'label' }}
            value={measure}
            loading={measures.length === 0}
            options={measures.map((one) => ({
              value: one.id,
              label: one.needsEvidence
                ? `${measureName(t, one.id)}（${t('ledger.form.measureFrees.conditional')}）`
                : measureName(t, one.id),
            }))}
            onChange={onMeasure}
          />
        </div>
      </div>
      <div className="ledger-pair">
        <div className="ledger-field">
          <label htmlFor="ledger-gross">{t('ledger.form.gross')}</label>
          <InputNumber id="ledger-gross" min={0} max={1_000_000} value={gross} onChange={onGross} style={{ width: '100%' }} />
          {known !== null && known !== gross && (
            <button type="button" className="link-button" onClick={() => onGross(known)}>
              {t('ledger.form.fill', { value: known })}
            </button>
          )}
        </div>
        <div className="ledger-field">
          <label htmlFor="ledger-effective">{t('ledger.form.effective')}</label>
          <InputNumber id="ledger-effective" min={0} max={1_000_000} value={effective} onChange={onEffective} style={{ width: '100%' }} />
          <span className="note">{t('ledger.form.effectiveHint')}</span>
        </div>
      </div>
    </>
  );
}
