// The mark of an evaluation class: its letter on the colour of its place among the county's classes, best teal, worst brown.
import { unknownMark } from '../format.ts';
import { gradeColours, ink, paper } from '#domain/drawing/palette.ts';
import './class-mark.css';

/** Fill and text of a class by its place; the ends are dark, the middle pale. */
export function classColours(classes: readonly string[], id: string): { readonly fill: string; readonly text: string } {
  const place = classes.indexOf(id);
  const last = gradeColours.length - 1;
  const index = place < 0 ? last : classes.length < 2 ? 0 : Math.round((place * last) / (classes.length - 1));
  return { fill: gradeColours[index]!, text: index === 0 || index === last ? paper : ink };
}

interface ClassMarkProps {
  /** The county's classes, best first. */
  readonly classes: readonly string[];
  /** Null: no class. */
  readonly id: string | null;
}

export function ClassMark({ classes, id }: ClassMarkProps) {
  if (id === null) return <span className="class-none">{unknownMark}</span>;
  const { fill, text } = classColours(classes, id);
  return (
    <span className="class-mark" style={{ backgroundColor: fill, color: text }}>
      {id}
    </span>
  );
}
