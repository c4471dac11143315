// 如果……: move a threshold, a comparator, a number of years or an area limit and see who enters and leaves. Nothing is written anywhere.
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Button, Select, Watermark } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { policyPlacesQuery, scenarioQuery, type Overrides } from '../../api/policy-queries.ts';
import type { ScenarioReply } from '../../api/policy-replies.ts';
import type { ViewChange } from '../../state/view-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { Baseline, FlaggedTownships } from './baseline.tsx';
import { ChangedLand } from './changed-land.tsx';
import { predicateWords, wordsContext } from './condition-words.ts';
import { DifferenceFigures, TownshipChanges, Transitions } from './difference-figures.tsx';
import { MapLink } from './map-link.tsx';
import type { PlaceValue } from './place-control.tsx';
import type { PolicyFacts } from './policy-facts.ts';
import { TestEditor } from './test-editor.tsx';
import { firstTest, knownOverrides, movableTests, type MovableTest } from './tests-of-policy.ts';
import { ThresholdCurve } from './threshold-curve.tsx';
import { useDraft, useSettled } from './use-draft.ts';

const none: Overrides = {};

function Tried({ facts, result, onMap }: { facts: PolicyFacts; result: UseQueryResult<ScenarioReply>; onMap: ViewChange }) {
  const { t } = useTranslation();
  return (
    <Watermark content={t('policy.try.mark')} gap={[140, 120]} font={{ color: 'rgba(31,58,95,0.07)', fontSize: 26 }}>
      <section className="panel policy-part" aria-labelledby="try-result" aria-busy={result.isFetching} data-testid="try-result">
        <div className="panel-title">
          <h2 id="try-result">
            {t('policy.try.result')} <Badge tone="draft">{t('policy.try.mark')}</Badge>
          </h2>
          {result.data && (
            <MapLink change={onMap} className="policy-map-link">
              {t('policy.try.onMap')}
            </MapLink>
          )}
        </div>
        <p className="note">{t('policy.try.notWritten', { county: facts.county.name, year: facts.shown.year })}</p>
        {result.isError && <Failed detail={problemText(t, result.error)} onRetry={() => void result.refetch()} />}
        {result.isPending && <Loading lines={6} />}
        {result.data && (
          <>
            <DifferenceFigures changes={result.data} />
            <Transitions changes={result.data} />
          </>
        )}
      </section>
    </Watermark>
  );
}

/** Before anything is moved the map shows who is in a class; from the first move on, who enters and leaves. */
function Outcome({ facts, overrides }: { facts: PolicyFacts; overrides: Overrides }) {
  const { t } = useTranslation();
  const asked = useSettled(overrides);
  const tried = Object.keys(overrides).length > 0;
  const unmoved = useQuery(scenarioQuery(facts.lens, none));
  const moved = useQuery({ ...scenarioQuery(facts.lens, asked), enabled: Object.keys(asked).length > 0 });
  const result = tried ? moved : unmoved;
  const onMap = tried
    ? { scenario: overrides, against: undefined, filter: undefined, fill: 'difference' as const }
    : { scenario: undefined, against: undefined, filter: undefined, fill: 'class' as const };
  return (
    <div className="policy-stack">
      {tried ? <Tried facts={facts} result={moved} onMap={onMap} /> : <Baseline facts={facts} unmoved={unmoved} onMap={onMap} />}
      {result.data && (
        <ChangedLand
          facts={facts}
          changes={result.data}
          simulated={tried}
          nobody={t(tried ? 'policy.try.nobody' : 'policy.try.notMoved')}
          onMap={onMap}
        />
      )}
      {result.data && tried && (
        <section className="panel policy-part" aria-labelledby="try-townships">
          <h2 id="try-townships">
            {t('policy.try.townships')} <Badge tone="draft">{t('policy.try.mark')}</Badge>
          </h2>
          <TownshipChanges changes={result.data} />
        </section>
      )}
      {unmoved.data && !tried && <FlaggedTownships rows={unmoved.data.byTownship} />}
    </div>
  );
}

function TryWith({ facts, tests }: { facts: PolicyFacts; tests: readonly MovableTest[] }) {
  const { t } = useTranslation();
  const clean = useCallback((overrides: Overrides) => knownOverrides(overrides, tests), [tests]);
  const draft = useDraft(clean);
  const { overrides } = draft;
  const [chosen, setChosen] = useState<string | null>(null);
  const [together, setTogether] = useState(true);
  const words = wordsContext(facts.policy, facts.shown.year);
  const moved = tests.filter((test) => test.places.some((place) => place.path in overrides));
  const shown = tests.find((test) => test.path === chosen) ?? moved[0] ?? firstTest(tests);
  if (!shown) return <Nothing>{t('policy.try.noPlaces')}</Nothing>;
  const curvePlace = shown.places.find((place) => place.part === 'value' && (place.range.kind === 'number' || place.range.kind === 'date'));
  return (
    <div className="try-columns">
      <div className="policy-column">
        <section className="panel policy-part" aria-labelledby="try-what">
          <div className="panel-title">
            <h2 id="try-what">{t('policy.try.what')}</h2>
            <Button size="small" disabled={moved.length === 0} onClick={() => draft.settle({})}>
              {t('policy.try.reset')}
            </Button>
          </div>
          <Select
            aria-label={t('policy.try.choose')}
            showSearch={{ optionFilterProp: 'label' }}
            value={shown.path}
            onChange={setChosen}
            options={tests.map((test) => ({
              value: test.path,
              label: `${moved.includes(test) ? '● ' : ''}${test.clause} ${predicateWords(test.predicate, words)}（${test.owner}）`,
            }))}
          />
          <TestEditor
            key={shown.path}
            test={shown}
            tests={tests}
            words={words}
            draft={draft}
            together={together}
            onTogether={setTogether}
          />
          {moved.length > 0 && (
            <div>
              <h3 className="policy-kind">{t('policy.try.changedPlaces', { count: Object.keys(overrides).length })}</h3>
              <ul className="try-moved">
                {moved.map((test) => (
                  <li key={test.path}>
                    <button type="button" className="link-button" onClick={() => setChosen(test.path)}>
                      {test.clause} {test.owner}
                    </button>
                    <Button
                      size="small"
                      type="text"
                      onClick={() => {
                        const own = new Set(test.places.map((place) => place.path));
                        draft.settle(Object.fromEntries(Object.entries(overrides).filter(([path]) => !own.has(path))));
                      }}
                    >
                      {t('policy.try.undo')}
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </section>
        {curvePlace && (
          <section className="panel policy-part">
            <ThresholdCurve lens={facts.lens} place={curvePlace} tried={(overrides[curvePlace.path] as PlaceValue | undefined) ?? null} />
          </section>
        )}
      </div>
      <Outcome facts={facts} overrides={overrides} />
    </div>
  );
}

export function TryPart({ facts }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  const places = useQuery(policyPlacesQuery(facts.policy.id));
  const tests = useMemo(() => movableTests(facts.policy, places.data ?? []), [facts.policy, places.data]);
  return (
    <div className="policy-stack">
      {places.isPending && (
        <section className="panel policy-part">
          <Loading lines={6} />
        </section>
      )}
      {places.isError && (
        <section className="panel policy-part">
          <Failed detail={problemText(t, places.error)} onRetry={() => void places.refetch()} />
        </section>
      )}
      {places.data && <TryWith facts={facts} tests={tests} />}
    </div>
  );
}
