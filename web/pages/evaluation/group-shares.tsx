// One group of the set: how many are in each computed class, as a bar of shares and in numbers.
import { useTranslation } from 'react-i18next';
import type { EvaluationGroup } from '../../api/evaluation-replies.ts';
import { count, percent } from '../../format.ts';
import { ClassMark, classColours } from '../../ui/class-mark.tsx';

interface GroupSharesProps {
  readonly group: EvaluationGroup;
  readonly classes: readonly string[];
}

export function GroupShares({ group, classes }: GroupSharesProps) {
  const { t } = useTranslation();
  const counts = classes.map((id) => ({ id, count: group.classes[id] ?? 0, colours: classColours(classes, id) }));
  const rated = counts.reduce((sum, each) => sum + each.count, 0);
  const told = (each: (typeof counts)[number]): string =>
    t('evaluation.groups.share', { class: each.id, count: each.count, percent: percent(each.count, rated) });
  return (
    <section className="panel evaluation-part evaluation-group" data-testid={`evaluation-group-${group.id}`}>
      <div className="panel-title">
        <h2>{group.name}</h2>
        <span className="note">{t('evaluation.groups.scored', { scored: count(group.scored), firms: count(group.firms) })}</span>
      </div>
      <div className="class-bar" role="img" aria-label={counts.map(told).join('；')}>
        {counts
          .filter((each) => each.count > 0)
          .map((each) => (
            <span key={each.id} style={{ flexGrow: each.count, backgroundColor: each.colours.fill }} title={told(each)} />
          ))}
      </div>
      <ul className="class-counts">
        {counts.map((each) => (
          <li key={each.id}>
            <ClassMark classes={classes} id={each.id} />
            <strong>{count(each.count)}</strong>
            <span className="note">{percent(each.count, rated)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
