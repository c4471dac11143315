// A new issue: kind and period, its figures and the text told from them, the issue before beside it; edited, then frozen.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssueKind } from '#domain/bulletin/issue-period.ts';
import { bulletinQuery, doubtsQuery, type IssueAsked, previewQuery } from '../../api/bulletin-queries.ts';
import type { BulletinPreview, BulletinText } from '../../api/bulletin-replies.ts';
import { useBulletinDraft } from '../../state/bulletin-drafts.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { ComparisonCard } from './comparison-card.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { PaperSheet } from './paper-sheet.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { TextEditor } from './text-editor.tsx';
import type { PlaceState } from './use-place.ts';

/** Wait after the last key before a text is held against the figures. */
const pause = 500;

function useResting<T>(value: T): T {
  const [resting, setResting] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setResting(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return resting;
}

interface MakingProps {
  readonly asked: IssueAsked;
  readonly preview: BulletinPreview;
  readonly place: PlaceState;
}

function Making({ asked, preview, place }: MakingProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { county, policy, kind, asOf, from } = asked;
  const draft = useBulletinDraft([county, policy, kind, from, asOf].join(' '));
  const [freezing, setFreezing] = useState(false);
  const text: BulletinText = draft.text ?? preview.text;
  const resting = useResting(text);
  const checked = useQuery({ ...doubtsQuery(asked, preview.figuresHash, resting), enabled: draft.text !== null });
  const doubts = draft.text === null ? [] : (checked.data ?? []);
  const content = { text, figures: preview.figures, comparison: preview.comparison };
  const waiting = draft.text !== null && (resting !== text || checked.isFetching);
  return (
    <>
      <div className="bulletin-act">
        <p className="note">
          {t('bulletins.made', {
            rows: preview.figures.ledgers.reduce((sum, { rows }) => sum + rows, 0),
            hash: preview.figuresHash.slice(0, 16),
          })}
          {preview.replaces && ` ${t('bulletins.willReplace', { number: preview.replaces.number })}`}
        </p>
        <Button type="primary" disabled={text.title.trim() === '' || text.body.trim() === ''} onClick={() => setFreezing(true)}>
          {t('bulletins.freeze.open')}
        </Button>
      </div>
      <div className="bulletin-columns">
        <div className="bulletin-column">
          <TextEditor
            text={text}
            isChanged={draft.text !== null}
            doubts={doubts}
            onChange={draft.keep}
            onRestore={() => draft.keep(null)}
          />
          <ComparisonCard content={content} />
        </div>
        <section className="bulletin-paper" aria-label={t('bulletins.preview')}>
          <PaperSheet content={content} mark={preview.figures.county.demo ? t('frame.demo') : null} />
        </section>
      </div>
      {freezing && (
        <FreezeDialog
          asked={asked}
          preview={preview}
          text={text}
          doubts={doubts}
          isChecking={waiting}
          onClose={() => setFreezing(false)}
          onFrozen={(issue) => {
            draft.keep(null);
            queries.setQueryData(bulletinQuery(county, issue.number).queryKey, issue);
            void queries.invalidateQueries({ queryKey: ['bulletins', county] });
            void place.go({ what: 'issue', number: issue.number });
          }}
        />
      )}
    </>
  );
}

interface NewIssueProps {
  readonly county: string;
  readonly policy: string | null;
  readonly version: string;
  readonly kind: IssueKind;
  readonly from: string | null;
  readonly asOf: string;
  readonly last: string;
  readonly place: PlaceState;
}

export function NewIssue({ county, policy, version, kind, from, asOf, last, place }: NewIssueProps) {
  const { t } = useTranslation();
  const asked: IssueAsked = { county, kind, asOf, ...(policy === null ? {} : { policy }), ...(from === null ? {} : { from }) };
  const query = useQuery(previewQuery(asked, version));
  const preview = query.data;
  return (
    <div className="bulletin-pane" data-testid="new-bulletin">
      <section className="panel bulletins-part">
        <div className="panel-title">
          <h2>{t('bulletins.new')}</h2>
          <PeriodPicker place={place} kind={kind} from={from} asOf={asOf} last={last} />
        </div>
        {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
        {!preview && !query.isError && <Loading lines={10} />}
      </section>
      {preview && <Making key={`${kind} ${from} ${asOf}`} asked={asked} preview={preview} place={place} />}
    </div>
  );
}
