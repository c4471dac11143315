// One place of a test under one's hand: a slider with an exact figure beside it, a day, a number of years, or a choice.
import { DatePicker, InputNumber, Select, Slider } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { DescribedPlace } from '#domain/policy/override-range.ts';
import { comparators, type Comparator } from '#domain/policy/policy.ts';
import { comparatorNames } from './condition-words.ts';

export type PlaceValue = string | number;

interface PlaceControlProps {
  readonly place: DescribedPlace;
  readonly value: PlaceValue;
  /** While the hand moves. */
  readonly onMove: (value: PlaceValue) => void;
  /** When it rests. */
  readonly onSettle: (value: PlaceValue) => void;
}

/** Exact decimal text as a JSON number where that is the same, else as text. */
function plainest(text: string): PlaceValue {
  const number = Number(text);
  return String(number) === text ? number : text;
}

const isComparator = (word: string): word is Comparator => (comparators as readonly string[]).includes(word);

function NumberControl({ place, value, onMove, onSettle }: PlaceControlProps) {
  const { range } = place;
  if (range.kind !== 'number' && range.kind !== 'years') return null;
  const legal = Number(place.current);
  return (
    <div className="place-number">
      <Slider
        min={range.min}
        max={range.max}
        step={range.kind === 'years' ? 1 : range.step / 2}
        included={false}
        marks={{ [legal]: String(place.current) }}
        value={Number(value)}
        onChange={onMove}
        onChangeComplete={onSettle}
        ariaLabelForHandle={place.label}
      />
      <InputNumber
        aria-label={place.label}
        stringMode
        min={String(range.kind === 'years' ? range.min : 0)}
        {...(range.kind === 'years' ? { max: String(range.max), precision: 0 } : {})}
        step={String(range.step)}
        value={String(value)}
        suffix={place.unit ?? undefined}
        onChange={(next) => {
          if (next !== null && next !== '') onSettle(plainest(next));
        }}
      />
    </div>
  );
}

export function PlaceControl(props: PlaceControlProps) {
  const { t } = useTranslation();
  const { place, value, onSettle } = props;
  const { range } = place;
  const label = t(`policy.try.part.${place.part === 'window.n' ? 'window' : place.part}`);
  const legal =
    place.part === 'op' && isComparator(String(place.current)) ? comparatorNames[place.current as Comparator] : String(place.current);
  return (
    <div className="place">
      <div className="place-label">
        <span>{label}</span>
        <span className="note">
          {t('policy.try.legal', { value: `${legal}${place.unit && place.part !== 'op' ? ` ${place.unit}` : ''}` })}
        </span>
      </div>
      {(range.kind === 'number' || range.kind === 'years') && <NumberControl {...props} />}
      {range.kind === 'date' && (
        <DatePicker
          aria-label={place.label}
          allowClear={false}
          value={dayjs(String(value))}
          onChange={(next) => {
            if (next) onSettle(next.format('YYYY-MM-DD'));
          }}
        />
      )}
      {range.kind === 'choice' && (
        <Select
          aria-label={`${place.label} ${label}`}
          value={String(value)}
          onChange={onSettle}
          options={range.choices.map((choice) => ({
            value: choice,
            label: place.part === 'op' && isComparator(choice) ? comparatorNames[choice] : choice,
          }))}
        />
      )}
    </div>
  );
}
