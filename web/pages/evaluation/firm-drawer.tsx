// One firm's result opened: the formula with the numbers in it, how the class follows, what was stated, the classes of other years.
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { firmEvaluationQuery, type EvaluationKey } from '../../api/evaluation-queries.ts';
import { classesOf, type FirmEvaluationReply } from '../../api/evaluation-replies.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { ClassMark } from '../../ui/class-mark.tsx';
import { CutList, FoundItems, SubScores } from './firm-formula.tsx';
import { History, Members, Statements } from './firm-record.tsx';

function Head({ found }: { found: FirmEvaluationReply }) {
  const { t } = useTranslation();
  const classes = classesOf(found);
  const marks = [
    ['computed', found.computed],
    ['imported', found.imported],
  ] as const;
  return (
    <div className="firm-head">
      <div>
        <div className="firm-score">{found.scoreText ?? t('evaluation.drawer.noScore')}</div>
        <div className="note">
          {found.rank === null
            ? [t(`evaluation.states.${found.state}`), found.reason].filter(Boolean).join('：')
            : t('evaluation.drawer.outOfGroup', { group: found.groupName ?? '', rank: found.rank, outOf: found.outOf ?? 0 })}
        </div>
      </div>
      {marks.map(([kind, id]) => (
        <div key={kind} className="firm-class">
          <ClassMark classes={classes} id={id} />
          <div className="note">{t(`evaluation.columns.${kind}`)}</div>
        </div>
      ))}
      <div className="firm-class">
        <span className="class-pair">
          <ClassMark classes={classes} id={found.class} />
          {found.differs === true && <span className="class-differs">{t('evaluation.differs')}</span>}
        </span>
        <div className="note">
          {t('evaluation.columns.class')}
          {found.from && `（${t(`evaluation.from.${found.from}`)}）`}
        </div>
      </div>
    </div>
  );
}

interface FirmDrawerProps {
  readonly of: EvaluationKey;
  readonly uscc: string;
  readonly onClose: () => void;
  readonly onParcel: (code: string) => void;
}

export function FirmDrawer({ of, uscc, onClose, onParcel }: FirmDrawerProps) {
  const { t } = useTranslation();
  const query = useQuery(firmEvaluationQuery(of, uscc));
  const found = query.data;
  return (
    <Drawer
      open
      onClose={onClose}
      size={640}
      rootClassName="evaluation-drawer"
      title={
        <div className="firm-title">
          <h2>{found?.name ?? t('evaluation.drawer.title')}</h2>
          <span className="note">
            {uscc} · {of.year}
          </span>
        </div>
      }
    >
      {query.isPending && <Loading lines={10} />}
      {query.isError && (
        <Failed title={t('evaluation.drawer.failed')} detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />
      )}
      {found && (
        <div className="firm-body" data-testid="evaluation-firm">
          <Head found={found} />
          {found.note && <p className="note">{found.note}</p>}
          {found.explanation?.score && <SubScores score={found.explanation.score} />}
          {found.explanation && (
            <FoundItems explanation={found.explanation} exemptions={found.exemptions} undecided={found.undecidedExemptions} />
          )}
          {found.explanation && found.explanation.cuts.length > 0 && <CutList explanation={found.explanation} />}
          <Members members={found.members} onParcel={onParcel} />
          <History found={found} />
          <Statements found={found} />
        </div>
      )}
    </Drawer>
  );
}
