// What the policy says of the parcel: rules met with the values found and their distance, rules that cannot be judged and what they lack.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierReply, EvidenceReply, MissingField, SubjectVerdict, VerdictReply } from '../../api/dossier-reply.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { besideThreshold, distance } from '#domain/policy/beside-threshold.ts';
import { day } from '../../format.ts';
import type { Address } from '../../state/view-context.tsx';
import { Badge, statusTone } from '../../ui/badge.tsx';

const signs: Partial<Record<EvidenceReply['op'], string>> = {
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
  eq: '=',
  in: '∈',
  intersects: '∩',
  contains: '∋',
};

/** The clause of a rule, leading to the rule on the policy page. */
function RuleLink({ rule, clause }: { rule: string; clause: string }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/policy/$part"
      params={{ part: 'rules' }}
      hash={rule}
      search={(previous: Address) => previous}
      className="clause"
      title={t('policy.toRule')}
    >
      {clause}
    </Link>
  );
}

function useWords(): (value: EvidenceReply['value']) => string {
  const { t } = useTranslation();
  return (value) => {
    if (value === null) return t('dossier.absent');
    if (typeof value === 'boolean') return value ? t('dossier.yes') : t('dossier.no');
    return Array.isArray(value) ? value.join('、') : String(value);
  };
}

/** One value found: year, value, sign, threshold, distance, source. */
function EvidenceLine({ evidence, source }: { evidence: EvidenceReply; source: string | null }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const { value, threshold, op, margin, unit, year } = evidence;
  const numeric =
    typeof value !== 'boolean' && value !== null && !Array.isArray(value) && typeof threshold === 'number' && !Number.isNaN(Number(value));
  const found = numeric
    ? besideThreshold(Number(value), threshold)
    : /^\d{4}-\d{2}-\d{2}$/.test(String(value))
      ? day(String(value), i18n.language)
      : words(value);
  const sign = signs[op];
  return (
    <li>
      <span className="evidence">
        {year !== undefined && <b>{year}</b>} {evidence.label} <b>{found}</b>
        {numeric && unit ? ` ${unit}` : ''}
        {sign && threshold !== null ? ` ${sign} ${words(threshold)}` : ''}
        {margin !== undefined && numeric && <em> · {t('dossier.distance', { value: distance(margin) })}</em>}
      </span>
      {source && <span className="note"> {source}</span>}
    </li>
  );
}

/** The file that a value came from, found by what it is about. */
function sourceOf(dossier: DossierReply, subject: SubjectVerdict, evidence: EvidenceReply): string | null {
  const about = evidence.field.startsWith('parcel')
    ? '宗地'
    : evidence.year === undefined
      ? `企业 ${subject.name ?? ''}`
      : `账目 ${evidence.year} ${subject.name ?? ''}`;
  const found = dossier.sources.find((source) => source.what === about.trim());
  if (!found) return null;
  const { file, row } = found.place;
  return row === null ? file : `${file} #${row}`;
}

function missingWords(missing: readonly MissingField[]): string {
  return missing.map((field) => `${field.year ?? ''}${field.label}${field.bureau ? `（${field.bureau}）` : ''}`).join('、');
}

interface SubjectProps {
  readonly dossier: DossierReply;
  readonly subject: SubjectVerdict;
  readonly named: boolean;
  readonly policy: Policy | null;
}

/** Unknown rules shown before the rest is folded. */
const shownUnknown = 2;

function SubjectCards({ dossier, subject, named, policy }: SubjectProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const colourOf = (category: string): string => policy?.classes.find((one) => one.name === category)?.colour ?? '#6b7280';
  const categories = [...new Set(subject.matched.map((rule) => rule.category))];
  const unknown = open ? subject.unknown : subject.unknown.slice(0, shownUnknown);
  const hidden = subject.unknown.length - shownUnknown;
  return (
    <div className="subject">
      {named && <h4>{subject.name ?? subject.uscc}</h4>}
      {subject.scope === 'out' && subject.matched.length === 0 && <p className="verdict-card quiet">{t('dossier.outOfScope')}</p>}
      {subject.scope === 'unknown' && <p className="verdict-card quiet">{t('dossier.scopeUnknown')}</p>}
      {categories.map((category) => (
        <div key={category} className="verdict-card" style={{ borderLeftColor: colourOf(category) }}>
          <div className="verdict-title">
            <b>
              {category === subject.proposed ? t('dossier.proposed', { name: category }) : t('dossier.alsoMatched', { name: category })}
            </b>
            <span className="note">{t('dossier.awaiting')}</span>
          </div>
          {subject.matched
            .filter((rule) => rule.category === category)
            .map((rule) => (
              <div key={rule.rule} className="verdict-rule">
                <p>
                  <RuleLink rule={rule.rule} clause={rule.clause} /> {rule.wording}
                </p>
                <ul>
                  {rule.evidence.map((evidence) => (
                    <EvidenceLine
                      key={JSON.stringify([evidence.field, evidence.year, evidence.op, evidence.threshold])}
                      evidence={evidence}
                      source={sourceOf(dossier, subject, evidence)}
                    />
                  ))}
                </ul>
              </div>
            ))}
        </div>
      ))}
      {subject.gaps.map((gap) => (
        <p key={gap.id} className="verdict-card gap">
          <b>{t('dossier.gap', { name: gap.name })}</b> {gap.wording}
        </p>
      ))}
      {subject.scope !== 'out' && subject.matched.length === 0 && subject.unknown.length === 0 && (
        <p className="verdict-card quiet">{t('dossier.noMatch')}</p>
      )}
      {unknown.map((rule) => (
        <div key={rule.rule} className="verdict-card quiet">
          <p>
            <b>{t('dossier.unknownRule')}</b> <RuleLink rule={rule.rule} clause={rule.clause} /> {rule.wording}
          </p>
          <p className="note">{t('dossier.missing', { fields: missingWords(rule.missing) })}</p>
        </div>
      ))}
      {hidden > 0 && (
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('dossier.lessUnknown') : t('dossier.moreUnknown', { count: hidden })}
        </button>
      )}
    </div>
  );
}

export function VerdictCards({ dossier, verdict, policy }: { dossier: DossierReply; verdict: VerdictReply; policy: Policy | null }) {
  const { t } = useTranslation();
  const unstated = statusTone(verdict.policyStatus) === 'unknown';
  return (
    <section className="dossier-part">
      <div className="panel-title">
        <h3>{t('dossier.judgement')}</h3>
        <Badge tone={statusTone(verdict.policyStatus)}>{unstated ? t('frame.statusUnknown') : verdict.policyStatus}</Badge>
      </div>
      <p className="note">{t('dossier.judgementOf', { policy: verdict.policyTitle, year: verdict.year })}</p>
      {policy?.taxThresholds === 'none' && <p className="verdict-card quiet">{policy.taxThresholdsNote ?? t('dossier.noTaxRule')}</p>}
      {verdict.subjects.map((subject, place) => (
        <SubjectCards
          key={subject.uscc ?? `none ${place}`}
          dossier={dossier}
          subject={subject}
          named={verdict.subjects.length > 1}
          policy={policy}
        />
      ))}
    </section>
  );
}
