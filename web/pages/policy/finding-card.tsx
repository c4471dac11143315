// One finding of the lint: what is wrong in a sentence, the rules concerned, an input that shows it, and how many real parcels are in it.
import { useTranslation } from 'react-i18next';
import type { Policy } from '#domain/policy/policy.ts';
import type { ExampleFacts } from '#domain/policy/procedure.ts';
import type { SubjectCount } from '../../api/policy-replies.ts';
import { count, plainNumber } from '../../format.ts';
import { ClauseLink } from './clause-link.tsx';
import { exampleWords } from './example-words.ts';

interface FindingCardProps {
  readonly policy: Policy;
  readonly message: string;
  readonly rules: readonly string[];
  readonly example: ExampleFacts | null;
  readonly counted: SubjectCount | undefined;
  /** A word on what kind of finding it is. */
  readonly mark: string;
  readonly notes: readonly string[];
}

export function FindingCard({ policy, message, rules, example, counted, mark, notes }: FindingCardProps) {
  const { t } = useTranslation();
  const concerned = rules.flatMap((id) => policy.rules.find((rule) => rule.id === id) ?? []);
  return (
    <li className="finding">
      <div className="rule-head">
        <span className="rule-class">{mark}</span>
        {concerned.map((rule) => (
          <span key={rule.id} className="note" title={rule.wording}>
            <ClauseLink clause={rule.clause} /> {rule.id}
          </span>
        ))}
        {counted && (
          <span className={counted.parcels > 0 ? 'rule-counts finding-real' : 'rule-counts note'}>
            {counted.parcels > 0
              ? t('policy.lint.real', {
                  parcels: count(counted.parcels),
                  firms: count(counted.firms),
                  mu: plainNumber(counted.areaMu),
                })
              : t('policy.lint.noneReal')}
          </span>
        )}
      </div>
      <p className="rule-wording" lang="zh-CN">
        {message}
      </p>
      {notes.map((note) => (
        <p key={note} className="note" lang="zh-CN">
          {note}
        </p>
      ))}
      {example && (
        <details>
          <summary className="note">{t('policy.lint.example')}</summary>
          <ul className="finding-example" lang="zh-CN">
            {exampleWords(example).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
