// The rest of the document: standards to reach, steps, deadlines, phases, holes that are listed, and its lists of words; each with its clause.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from '#domain/policy/policy.ts';
import type { Deadline } from '#domain/policy/procedure.ts';
import { day, unknownMark } from '../../format.ts';
import { ClauseLink } from './clause-link.tsx';
import { ConditionTree } from './condition-tree.tsx';
import type { WordsContext } from './condition-words.ts';

function Fold({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <details>
      <summary>
        {title} <span className="note">{count}</span>
      </summary>
      <ul className="policy-readings" lang="zh-CN">
        {children}
      </ul>
    </details>
  );
}

/** 2022年4月30日前 · 自通知之日起 30 个工作日. */
function useDeadlineWords(): (deadline: Deadline) => string {
  const { t, i18n } = useTranslation();
  return ({ start, due, days, dayKind, months, startsFrom, recurs }) =>
    [
      start !== null && due !== null && t('policy.span', { start: day(start, i18n.language), end: day(due, i18n.language) }),
      start === null && due !== null && t('policy.procedure.by', { day: day(due, i18n.language) }),
      days !== null && t(`policy.procedure.${dayKind === 'working' ? 'workingDays' : 'days'}`, { count: days }),
      months !== null && t('policy.procedure.months', { count: months }),
      startsFrom !== null && t('policy.procedure.from', { event: startsFrom }),
      recurs,
    ]
      .filter((part) => typeof part === 'string')
      .join(' · ') || unknownMark;
}

export function ProcedureList({ policy, words }: { policy: Policy; words: WordsContext }) {
  const { t, i18n } = useTranslation();
  const deadlineWords = useDeadlineWords();
  const { improvementStandards, processRules, deadlines, phases, gaps, taxonomies } = policy;
  const lists = [improvementStandards, processRules, deadlines, phases, gaps, taxonomies];
  if (lists.every((list) => list.length === 0)) return null;
  const noted = (note: string | null) => note !== null && <span className="note"> {note}</span>;
  return (
    <section className="panel policy-part" aria-labelledby="policy-procedure">
      <div className="panel-title">
        <h2 id="policy-procedure">{t('policy.procedure.title')}</h2>
      </div>
      <Fold title={t('policy.procedure.standards')} count={improvementStandards.length}>
        {improvementStandards.map((one) => (
          <li key={one.id}>
            <b>{one.id}</b> <ClauseLink clause={one.clause} /> {one.appliesTo}：{one.wording}
            {one.passWhen ? (
              <ConditionTree condition={one.passWhen} context={words} />
            ) : (
              <p className="note">{t('policy.procedure.byHand')}</p>
            )}
            {noted(one.note)}
          </li>
        ))}
      </Fold>
      <Fold title={t('policy.procedure.steps')} count={processRules.length}>
        {processRules.map((one) => (
          <li key={one.id}>
            <b>{one.id}</b> <ClauseLink clause={one.clause} /> {one.wording}
            {one.when && <ConditionTree condition={one.when} context={words} />}
            {one.consequences.length > 0 && <p className="note">{t('policy.consequences', { list: one.consequences.join('；') })}</p>}
            {noted(one.note)}
          </li>
        ))}
      </Fold>
      <Fold title={t('policy.procedure.deadlines')} count={deadlines.length}>
        {deadlines.map((one) => (
          <li key={one.id}>
            <b>{one.id}</b> <ClauseLink clause={one.clause} /> {one.wording} — {deadlineWords(one)}
            {noted(one.who)}
            {noted(one.note)}
          </li>
        ))}
      </Fold>
      <Fold title={t('policy.procedure.phases')} count={phases.length}>
        {phases.map((one) => (
          <li key={one.name}>
            {one.name} — {t('policy.span', { start: day(one.start, i18n.language), end: day(one.end, i18n.language) })}
          </li>
        ))}
      </Fold>
      <Fold title={t('policy.procedure.gaps')} count={gaps.length}>
        {gaps.map((one) => (
          <li key={one.id}>
            <b>{one.id}</b> {one.name}：{one.wording}
            <span className="note"> → {one.result}</span>
          </li>
        ))}
      </Fold>
      <Fold title={t('policy.procedure.words')} count={taxonomies.length}>
        {taxonomies.map((one) => (
          <li key={one.id}>
            <b>{one.id}</b> <ClauseLink clause={one.clause} /> {one.subject}：{one.values.join('、')}
          </li>
        ))}
      </Fold>
    </section>
  );
}
