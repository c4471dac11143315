// 试判: a case of one's own, field by field, judged in the page as it is typed. Nothing is sent and nothing is kept.
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { factsFromJson } from '#domain/policy/facts-json.ts';
import type { Field } from '#domain/policy/fields.ts';
import { judge } from '#domain/policy/judge.ts';
import { exampleRequest } from '#domain/policy/policy-examples.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { ExampleFacts } from '#domain/policy/procedure.ts';
import { fieldsOf, valueIn, withValue, wordsAsked, yearsOf } from './case-fields.ts';
import { CaseValue } from './case-value.tsx';
import { CaseVerdict } from './case-verdict.tsx';
import type { PolicyFacts } from './policy-facts.ts';

interface FieldRowsProps {
  readonly policy: Policy;
  readonly fields: readonly Field[];
  readonly years: readonly number[];
  readonly facts: ExampleFacts;
  readonly onChange: (facts: ExampleFacts) => void;
}

function FieldRows({ policy, fields, years, facts, onChange }: FieldRowsProps) {
  return (
    <div className="case-rows">
      {fields.flatMap((field) =>
        (field.yearly ? years : [null]).map((year) => {
          const label = `${year === null ? '' : `${year} 年`}${field.label}${field.unit ? `（${field.unit}）` : ''}`;
          return (
            <div key={`${field.name} ${year}`} className="case-row">
              <span lang="zh-CN">{label}</span>
              <CaseValue
                field={field}
                label={label}
                value={valueIn(facts, field, year)}
                words={field.type === 'set' ? wordsAsked(policy, field) : []}
                onChange={(value) => onChange(withValue(facts, field, year, value))}
              />
            </div>
          );
        }),
      )}
    </div>
  );
}

export function CasePart({ facts: { policy } }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  const [facts, setFacts] = useState<ExampleFacts>(policy.exampleBase);
  const [example, setExample] = useState<string | null>(null);
  const fields = useMemo(() => fieldsOf(policy), [policy]);
  const years = useMemo(() => yearsOf(policy, facts), [policy, facts]);
  const read = useMemo(() => factsFromJson(facts, policy.evaluationYear), [facts, policy]);
  const begin = (next: ExampleFacts, name: string | null): void => {
    setFacts(next);
    setExample(name);
  };
  return (
    <div className="try-columns">
      <section className="panel policy-part" aria-labelledby="case-facts">
        <div className="panel-title">
          <h2 id="case-facts">{t('policy.case.facts')}</h2>
          <Button size="small" onClick={() => begin({}, null)}>
            {t('policy.case.clear')}
          </Button>
        </div>
        <p className="note">{t('policy.case.hint')}</p>
        <Select
          aria-label={t('policy.case.example')}
          placeholder={t('policy.case.example')}
          showSearch={{ optionFilterProp: 'label' }}
          value={example}
          options={policy.examples.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name: string) => {
            const chosen = policy.examples.find((one) => one.name === name);
            if (chosen) begin(exampleRequest(policy, chosen), name);
          }}
        />
        <FieldRows policy={policy} fields={fields} years={years} facts={facts} onChange={(next) => setFacts(next)} />
      </section>
      <section className="panel policy-part case-result" aria-labelledby="case-result" aria-live="polite">
        <h2 id="case-result">{t('policy.case.result')}</h2>
        <p className="note">{t('policy.case.here', { year: policy.evaluationYear })}</p>
        {read.ok ? (
          <CaseVerdict policy={policy} judgement={judge(read.value.facts, policy)} />
        ) : (
          <ul role="alert">
            {read.error.map(({ field, message }) => (
              <li key={field}>
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
