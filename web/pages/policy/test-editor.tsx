// One test being moved: its sentence as it would read, a control per place, and the other side of the same boundary moved along.
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DescribedPlace } from '#domain/policy/override-range.ts';
import type { Overrides } from '../../api/policy-queries.ts';
import { ClauseLink } from './clause-link.tsx';
import { comparisonWords, predicateWords, type WordsContext } from './condition-words.ts';
import { PlaceControl, type PlaceValue } from './place-control.tsx';
import { movedPredicate, sameThreshold, type MovableTest } from './tests-of-policy.ts';
import type { Draft } from './use-draft.ts';

interface TestEditorProps {
  readonly test: MovableTest;
  readonly tests: readonly MovableTest[];
  readonly words: WordsContext;
  readonly draft: Draft;
  /** Whether the other sides of a boundary go along. */
  readonly together: boolean;
  readonly onTogether: (together: boolean) => void;
}

export function TestEditor({ test, tests, words, draft, together, onTogether }: TestEditorProps) {
  const { t } = useTranslation();
  const { overrides } = draft;
  const valuePlace = test.places.find((place) => place.part === 'value');
  const others = valuePlace ? sameThreshold(tests, valuePlace) : [];
  const after = (place: DescribedPlace, value: PlaceValue, along: boolean): Overrides => {
    const paths = [place.path, ...(along && place.part === 'value' ? others.map((other) => `${other.path}.value`) : [])];
    return { ...overrides, ...Object.fromEntries(paths.map((path) => [path, value])) };
  };
  const moved = movedPredicate(test, overrides);
  const isMoved = test.places.some((place) => place.path in overrides);
  return (
    <div className="test-editor">
      <p>
        <ClauseLink clause={test.clause} /> <span className="note">{test.owner}</span>
      </p>
      <p lang="zh-CN" className={isMoved ? 'test-was' : 'rule-wording'}>
        {predicateWords(test.predicate, words)}
      </p>
      {isMoved && (
        <p lang="zh-CN" className="rule-wording" data-testid="tried-wording">
          {predicateWords(moved, words)}
        </p>
      )}
      {test.places.map((place) => (
        <PlaceControl
          key={place.path}
          place={place}
          value={
            (overrides[place.path] as PlaceValue | undefined) ??
            (Array.isArray(place.current) ? place.current.join('、') : (place.current as PlaceValue))
          }
          onMove={(value) => draft.move(after(place, value, together))}
          onSettle={(value) => draft.settle(after(place, value, together))}
        />
      ))}
      {valuePlace && others.length > 0 && (
        <Checkbox
          checked={together}
          onChange={({ target }) => {
            onTogether(target.checked);
            const value = overrides[valuePlace.path] as PlaceValue | undefined;
            if (value === undefined) return;
            const rest = Object.fromEntries(
              Object.entries(overrides).filter(([path]) => !others.some((other) => path === `${other.path}.value`)),
            );
            draft.settle(target.checked ? after(valuePlace, value, true) : rest);
          }}
        >
          <span className="note" lang="zh-CN">
            {t('policy.try.together', {
              list: others.map((other) => `${other.clause} ${comparisonWords(other.predicate)}`).join('；'),
            })}
          </span>
        </Checkbox>
      )}
    </div>
  );
}
