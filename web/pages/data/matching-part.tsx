// 匹配台: each year's equation, how firms and parcels were matched, what is left over, and decisions by hand that are remembered.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matchingQuery, sendDecisions, type DeskKey, type MatchAct, type MatchingReply } from '../../api/matching-queries.ts';
import { count } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { CandidateDrawer, type Sought } from './candidate-drawer.tsx';
import { ConservationTable } from './conservation-table.tsx';
import { DecisionList } from './decision-list.tsx';
import { MatchingTable, matchingLists, type MatchingList } from './matching-table.tsx';
import { SplitDrawer, type Splitting } from './split-drawer.tsx';
import './desk.css';

const headline = [
  'byCode',
  'byName',
  'byTenureOnly',
  'decided',
  'unmatchedParcels',
  'unmatchedFirms',
  'accountsWithoutFirm',
  'ambiguous',
  'contradicting',
] as const;

const shownLists = [...matchingLists, 'decisions'] as const;

/** Sends acts with their basis; afterwards every figure of the county is another. */
function useDecide(county: string, done: () => void) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: ({ basis, acts }: { readonly basis: string; readonly acts: readonly MatchAct[] }) => sendDecisions(county, basis, acts),
    onSuccess: async () => {
      void message.success(t('desk.matching.saved'));
      done();
      await queries.invalidateQueries({ queryKey: ['counties'] });
      await queries.invalidateQueries({ queryKey: ['matching'] });
    },
  });
}

function Counts({ found }: { found: MatchingReply }) {
  const { t } = useTranslation();
  return (
    <ul className="desk-counts">
      {headline.map((key) => (
        <li key={key}>
          <strong>{count(found.counts[key])}</strong>
          <span className="note">{t(`desk.matching.counts.${key}`)}</span>
        </li>
      ))}
    </ul>
  );
}

export function MatchingPart({ of, onParcel }: { of: DeskKey; onParcel: (code: string) => void }) {
  const { t } = useTranslation();
  const [list, setList] = useState<MatchingList | 'decisions'>('parcelsWithoutFirm');
  const [sought, setSought] = useState<Sought | null>(null);
  const [splitting, setSplitting] = useState<Splitting | null>(null);
  const query = useQuery(matchingQuery(of));
  const close = (): void => {
    setSought(null);
    setSplitting(null);
  };
  const decide = useDecide(of.county, close);
  const found = query.data;
  const sending = { busy: decide.isPending, fault: decide.isError ? problemText(t, decide.error) : null };
  const leave = (): void => {
    close();
    decide.reset();
  };
  return (
    <section className="panel desk-part" data-testid="matching">
      <p className="note">{t('desk.matching.what')}</p>
      {query.isPending && <Loading lines={10} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {found && (
        <>
          <Counts found={found} />
          <ConservationTable rows={found.conservation} />
          <div className="desk-scroll">
            <Segmented<MatchingList | 'decisions'>
              value={list}
              onChange={setList}
              options={shownLists.map((key) => ({
                value: key,
                label:
                  key === 'decisions'
                    ? t('desk.matching.lists.decisions')
                    : `${t(`desk.matching.lists.${key}`)} ${count(found[key].length)}`,
              }))}
            />
          </div>
          {list === 'decisions' ? (
            <DecisionList of={of} onSend={(basis, acts) => decide.mutate({ basis, acts })} {...sending} />
          ) : (
            <MatchingTable found={found} list={list} onParcel={onParcel} onSeek={setSought} onSplit={setSplitting} />
          )}
        </>
      )}
      {sought && (
        <CandidateDrawer of={of} sought={sought} onClose={leave} onSend={(basis, acts) => decide.mutate({ basis, acts })} {...sending} />
      )}
      {splitting && (
        <SplitDrawer splitting={splitting} onClose={leave} onSend={(basis, acts) => decide.mutate({ basis, acts })} {...sending} />
      )}
    </section>
  );
}
