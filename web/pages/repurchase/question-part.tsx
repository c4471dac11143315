// What a plan was asked for, as it was kept with it: the goal, the limits, the locks, what counted as side by side.
import { useTranslation } from 'react-i18next';
import { choiceSchema } from '#domain/repurchase/choice.ts';
import type { PlanReply } from '../../api/repurchase-replies.ts';
import { plainNumber } from '../../format.ts';
import type { ChoiceFigures } from './choice-figures.ts';

const numbers = [
  'targetMu',
  'budgetWan',
  'gapPercent',
  'minBlockMu',
  'maxBlocks',
  'maxJobs',
  'maxTaxWan',
  'minScore',
  'minMeanScore',
] as const;
const numberParts = choiceSchema.pick({
  targetMu: true,
  budgetWan: true,
  gapPercent: true,
  minBlockMu: true,
  maxBlocks: true,
  maxJobs: true,
  maxTaxWan: true,
  minScore: true,
  minMeanScore: true,
});
const listParts = choiceSchema.pick({ lockedIn: true, lockedOut: true, quotas: true, ownerComplete: true });
const sideParts = choiceSchema.pick({ gapM: true, minSharedM: true, barriers: true });

/** What can be read of a question; parts that are null or not there were not asked. */
function readQuestion(question: PlanReply['question']) {
  const given = Object.fromEntries(Object.entries(question).filter(([, value]) => value !== null));
  const [figures, lists, sides] = [numberParts.safeParse(given), listParts.safeParse(given), sideParts.safeParse(given['adjacency'] ?? {})];
  return {
    figures: figures.success ? figures.data : {},
    lists: lists.success ? lists.data : {},
    sides: sides.success ? sides.data : {},
    settings: typeof given['settings'] === 'number' ? given['settings'] : null,
    note: typeof given['note'] === 'string' ? given['note'] : '',
  };
}

export function QuestionPart({ plan, figures }: { plan: PlanReply; figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { figures: asked, lists, sides, settings, note } = readQuestion(plan.question);
  const names = new Map(figures.county.townships.map(({ code, name }) => [code, name]));
  return (
    <section className="buy-part">
      <h3>{t(plan.solved ? 'repurchase.question.solved' : 'repurchase.question.draft')}</h3>
      <dl className="buy-facts">
        {numbers.map((name) =>
          asked[name] === undefined ? null : (
            <div key={name}>
              <dt>{t(`repurchase.question.${name}`)}</dt>
              <dd>{plainNumber(asked[name], Number.isInteger(asked[name]) ? 0 : 2)}</dd>
            </div>
          ),
        )}
        {lists.ownerComplete && (
          <div>
            <dt>{t('repurchase.goal.ownerComplete')}</dt>
            <dd>{t('repurchase.question.yes')}</dd>
          </div>
        )}
        {(lists.quotas ?? []).map(({ township, minMu, maxMu }) => (
          <div key={township}>
            <dt>{t('repurchase.question.quota', { name: names.get(township) ?? township })}</dt>
            <dd>
              {minMu ?? 0}–{maxMu ?? '∞'}
            </dd>
          </div>
        ))}
        {((lists.lockedIn?.length ?? 0) > 0 || (lists.lockedOut?.length ?? 0) > 0) && (
          <div>
            <dt>{t('repurchase.question.locks')}</dt>
            <dd>{t('repurchase.goal.locked', { inside: lists.lockedIn?.length ?? 0, outside: lists.lockedOut?.length ?? 0 })}</dd>
          </div>
        )}
        {sides.gapM !== undefined && (
          <div>
            <dt>{t('repurchase.question.adjacency')}</dt>
            <dd>
              {t('repurchase.question.sides', { gap: sides.gapM, shared: sides.minSharedM ?? 0 })}
              {(sides.barriers ?? []).map((kind) => ` · ${t(`repurchase.barrier.${kind}`)}`)}
            </dd>
          </div>
        )}
        {settings !== null && (
          <div>
            <dt>{t('repurchase.question.settings')}</dt>
            <dd>{settings === 0 ? t('repurchase.settings.example') : t('repurchase.settings.version', { version: settings })}</dd>
          </div>
        )}
        <div>
          <dt>{t('repurchase.question.data')}</dt>
          <dd>{plan.dataVersion}</dd>
        </div>
      </dl>
      {note !== '' && <p className="note">{note}</p>}
    </section>
  );
}
