// The figures at the head of a dossier: tax per mu, grade, the three areas; each opens to its inputs.
import { useTranslation } from 'react-i18next';
import type { Decimal } from '#domain/units.ts';
import type { DossierReply, DossierYear } from '../../api/dossier-reply.ts';
import { bothSides, mu, perMu, plainNumber, unknownMark, wan } from '../../format.ts';
import { Figure } from '../../ui/figure.tsx';

/** Why there is no quotient: no firm, a tax that is missing, or no area. */
function reasonOf(year: DossierYear | undefined): 'reasonFirm' | 'reasonTax' | 'reasonArea' {
  if (!year || year.firms.length === 0) return 'reasonFirm';
  return year.numerator === null ? 'reasonTax' : 'reasonArea';
}

function RatioInputs({ year, thresholds }: { year: DossierYear; thresholds: readonly Decimal[] }) {
  const { t } = useTranslation();
  return (
    <table>
      <tbody>
        {year.firms.map((firm) => (
          <tr key={firm.uscc}>
            <td>{t('dossier.taxOf', { name: firm.name ?? firm.uscc })}</td>
            <td>{firm.taxWan === null ? t('dossier.areaUnknown') : t('frame.unit.wan', { value: plainNumber(firm.taxWan, 4) })}</td>
          </tr>
        ))}
        <tr className="sum">
          <td>{t('dossier.numerator')}</td>
          <td>{t('frame.unit.wan', { value: wan(year.numerator, 6) })}</td>
        </tr>
        <tr>
          <td>{t('dossier.denominator', { basis: year.basis ?? '' })}</td>
          <td>{t('frame.unit.mu', { value: mu(year.denominator, 6) })}</td>
        </tr>
        <tr className="sum">
          <td>{t('dossier.quotient')}</td>
          <td>
            {perMu(year.numerator, year.denominator, thresholds, 4)} {t('dossier.unit')}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function AreaInputs({ dossier }: { dossier: DossierReply }) {
  const { t } = useTranslation();
  const { areas, occupants } = dossier;
  const difference = areas.differencePercent;
  return (
    <table>
      <tbody>
        <tr>
          <td>{t('dossier.registered')}</td>
          <td>
            {areas.registeredMu === null ? t('dossier.areaUnknown') : t('frame.unit.mu', { value: plainNumber(areas.registeredMu, 4) })}
          </td>
        </tr>
        <tr>
          <td>{t('dossier.measured')}</td>
          <td>{areas.measuredMu === null ? t('dossier.areaUnknown') : t('frame.unit.mu', { value: plainNumber(areas.measuredMu, 4) })}</td>
        </tr>
        {occupants.map((one) => (
          <tr key={one.uscc}>
            <td>{t('dossier.assessedOf', { name: one.name ?? one.uscc })}</td>
            <td>
              {one.firm.assessedMu === null ? t('dossier.areaUnknown') : t('frame.unit.mu', { value: plainNumber(one.firm.assessedMu, 4) })}
            </td>
          </tr>
        ))}
        {difference !== null && (
          <tr className="sum">
            <td colSpan={2}>
              {t('dossier.areaDifference', {
                sign: difference >= 0 ? t('dossier.more') : t('dossier.less'),
                value: Math.abs(difference).toFixed(2),
              })}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface DossierHeadProps {
  readonly dossier: DossierReply;
  readonly year: number;
  readonly thresholds: readonly Decimal[];
  readonly colour: string;
}

export function DossierHead({ dossier, year, thresholds, colour }: DossierHeadProps) {
  const { t } = useTranslation();
  const { areas } = dossier;
  const shown = dossier.years.find((one) => one.year === year);
  const known = shown !== undefined && shown.numerator !== null && shown.denominator !== null && shown.denominator > 0;
  const assessed = dossier.occupants.map((one) => one.firm.assessedMu);
  const assessedText =
    assessed.length > 0 && assessed.every((one) => one !== null) ? assessed.map((one) => plainNumber(one, 2)).join(' / ') : unknownMark;
  return (
    <div className="dossier-head">
      <Figure
        strong
        label={t('dossier.ratioYear', { year })}
        value={
          known ? (
            <span className="ratio-value" style={{ borderColor: colour }}>
              {perMu(shown.numerator, shown.denominator, thresholds)}
            </span>
          ) : (
            unknownMark
          )
        }
        note={
          known
            ? t('dossier.formula', bothSides(shown.numerator, shown.denominator, thresholds))
            : t('dossier.noRatio', { reason: t(`dossier.${reasonOf(shown)}`) })
        }
        inputs={shown && shown.firms.length > 0 ? <RatioInputs year={shown} thresholds={thresholds} /> : undefined}
      />
      <Figure
        strong
        label={t('dossier.grade')}
        value={dossier.grade ?? t('dossier.gradeNone')}
        note={dossier.gradeYears ? t('dossier.gradeYears', { count: dossier.gradeYears }) : undefined}
      />
      <Figure
        strong
        label={t('dossier.registered')}
        value={areas.registeredMu === null ? unknownMark : plainNumber(areas.registeredMu, 2)}
        note={`${t('dossier.measured')} ${plainNumber(areas.measuredMu, 2)} · ${t('dossier.assessed')} ${assessedText} ${t('frame.unit.mus')}`}
        inputs={<AreaInputs dossier={dossier} />}
      />
    </div>
  );
}
