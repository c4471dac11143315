// What stands beside a result: who shares it, the classes of other years, and who stated what about the firm.
import { useTranslation } from 'react-i18next';
import { classesOf, type FirmEvaluationReply } from '../../api/evaluation-replies.ts';
import { day, plainNumber } from '../../format.ts';
import { ClassMark } from '../../ui/class-mark.tsx';

interface MembersProps {
  readonly members: FirmEvaluationReply['members'];
  readonly onParcel: (code: string) => void;
}

export function Members({ members, onParcel }: MembersProps) {
  const { t } = useTranslation();
  if (members.length === 0) return null;
  const shared = members.length > 1;
  return (
    <section className="firm-part">
      {shared && <h3>{t('evaluation.drawer.members')}</h3>}
      <ul className="firm-lines">
        {members.map((member) => (
          <li key={member.uscc}>
            <span>{member.name}</span>
            <span>
              {member.lots.map((lot) => (
                <button
                  key={`${lot.role}${lot.parcel}`}
                  type="button"
                  className="link-button"
                  title={t('evaluation.drawer.onMap', { code: lot.parcel })}
                  onClick={() => onParcel(lot.parcel)}
                >
                  {lot.parcel}（{lot.role} {t('frame.unit.mu', { value: plainNumber(lot.areaMu, 2) })}）
                </button>
              ))}
            </span>
            {shared && <span className="note">{member.counts ? t('evaluation.drawer.counts') : t('evaluation.drawer.notCounts')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function History({ found }: { found: FirmEvaluationReply }) {
  const { t } = useTranslation();
  const classes = classesOf(found);
  const { streak } = found;
  return (
    <section className="firm-part">
      <div className="panel-title">
        <h3>{t('evaluation.drawer.history')}</h3>
        {streak.class !== null && streak.since !== null && (
          <span className="note">
            {t(streak.exact ? 'evaluation.drawer.streak' : 'evaluation.drawer.streakOpen', {
              class: streak.class,
              years: streak.years,
              since: streak.since,
            })}
          </span>
        )}
      </div>
      <ol className="firm-years">
        {found.history.map((one) => (
          <li key={one.year} className={one.year === found.year ? 'here' : undefined}>
            <span className="note">{one.year}</span>
            <ClassMark classes={classes} id={one.class} />
            <span className="note">
              {one.from
                ? t(`evaluation.from.${one.from}`)
                : one.exempt
                  ? t('evaluation.states.exempt')
                  : t('evaluation.drawer.unknownYear')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Statements({ found }: { found: FirmEvaluationReply }) {
  const { t, i18n } = useTranslation();
  const forced = found.forcedGrades.map((each) => ({
    at: each.recordedAt,
    what:
      each.grade === null
        ? t('evaluation.drawer.lifted', { year: each.year })
        : t('evaluation.drawer.forcedTo', { year: each.year, grade: each.grade }),
    each,
  }));
  const marks = found.marks.map((each) => ({
    at: each.recordedAt,
    what: t(each.holds ? 'evaluation.drawer.marked' : 'evaluation.drawer.unmarked', { item: each.item }),
    each,
  }));
  const all = [...forced, ...marks].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section className="firm-part">
      <h3>{t('evaluation.drawer.statements')}</h3>
      {all.length === 0 ? (
        <p className="note">{t('evaluation.drawer.noStatements')}</p>
      ) : (
        <ul className="firm-lines">
          {all.map(({ at, what, each }) => (
            <li key={`${at}${what}`}>
              <span>{what}</span>
              <span className="note">
                {t('evaluation.drawer.by', { actor: each.actor, day: day(each.recordedAt, i18n.language), basis: each.basis })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
