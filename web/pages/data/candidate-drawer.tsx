// Candidates for a parcel or for a code in the accounts: scored in parts; one is confirmed, or said not to be it.
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { candidatesQuery, type Candidate, type DeskKey, type MatchAct, type ParcelCandidate } from '../../api/matching-queries.ts';
import { plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';

/** What a firm is looked for. */
export interface Sought {
  /** firm: parcels are looked for on which it may stand. */
  readonly noun: 'parcel' | 'account' | 'firm';
  readonly subject: string;
  readonly name: string | null;
  /** The firm it counts under now; it can be separated from it. */
  readonly current?: { readonly uscc: string; readonly name: string };
}

export interface Sending {
  readonly busy: boolean;
  /** Why the last sending failed; null when it did not. */
  readonly fault: string | null;
  readonly onSend: (basis: string, acts: readonly MatchAct[]) => void;
}

interface CandidateDrawerProps extends Sending {
  readonly of: DeskKey;
  readonly sought: Sought;
  readonly onClose: () => void;
}

function CandidateRow({
  candidate,
  name,
  code,
  onAct,
  disabled,
}: {
  candidate: Pick<Candidate, 'score' | 'reasons'>;
  name: string;
  code: string;
  onAct: (act: 'confirm' | 'reject') => void;
  disabled: boolean;
}) {
  const { t } = useTranslation();
  const { total, ...parts } = candidate.score;
  return (
    <li className="desk-candidate">
      <strong className="desk-score" title={t('desk.matching.candidates.score')}>
        {total.toFixed(1)}
      </strong>
      <div>
        <div>{name}</div>
        <div className="note desk-code">{code}</div>
        <div className="note">
          {candidate.reasons.join('，')} · {t('desk.matching.candidates.parts', parts)}
        </div>
      </div>
      <span className="desk-acts">
        <Button size="small" type="primary" disabled={disabled} onClick={() => onAct('confirm')}>
          {t('desk.matching.confirm')}
        </Button>
        <Button size="small" disabled={disabled} onClick={() => onAct('reject')}>
          {t('desk.matching.reject')}
        </Button>
      </span>
    </li>
  );
}

export function CandidateDrawer({ of, sought, onClose, onSend, busy, fault }: CandidateDrawerProps) {
  const { t } = useTranslation();
  const [basis, setBasis] = useState('');
  const [other, setOther] = useState('');
  const asked =
    sought.noun === 'parcel' ? { parcel: sought.subject } : sought.noun === 'firm' ? { firm: sought.subject } : { account: sought.subject };
  const query = useQuery(candidatesQuery(of, asked));
  const disabled = busy || basis.trim() === '';
  // What is found for a firm are parcels: the decision is the same, said of the parcel.
  const send = (act: 'confirm' | 'reject', found: string): void =>
    onSend(basis.trim(), [
      sought.noun === 'firm'
        ? { act, noun: 'parcel', subject: found, uscc: sought.subject }
        : { act, noun: sought.noun, subject: sought.subject, uscc: found },
    ]);
  const lotName = ({ holder, location, areaMu }: ParcelCandidate): string =>
    [
      holder ?? t('desk.matching.candidates.noHolder'),
      location,
      areaMu === null ? null : `${plainNumber(areaMu, 3)} ${t('desk.matching.candidates.mu')}`,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <Drawer open onClose={onClose} size={560} title={`${t('desk.matching.candidates.title')} · ${sought.name ?? sought.subject}`}>
      <div className="desk-stack" data-testid="candidates">
        <p className="note desk-code">{sought.subject}</p>
        <label className="desk-field">
          <span>{t('desk.matching.basis')}</span>
          <Input
            value={basis}
            onChange={(event) => setBasis(event.target.value)}
            placeholder={t('desk.matching.basisHint')}
            maxLength={2000}
          />
        </label>
        {fault !== null && <Failed detail={fault} />}
        {sought.current && (
          <p>
            {sought.current.name}（{sought.current.uscc}）{' '}
            <Button size="small" disabled={disabled} onClick={() => send('reject', sought.current!.uscc)}>
              {t('desk.matching.separate')}
            </Button>
          </p>
        )}
        {query.isPending && <Loading lines={6} />}
        {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
        {query.data && query.data.candidates.length + query.data.parcels.length === 0 && (
          <Nothing>{t('desk.matching.candidates.none')}</Nothing>
        )}
        <ul className="desk-stack">
          {query.data?.candidates.map((candidate) => (
            <CandidateRow
              key={candidate.uscc}
              candidate={candidate}
              name={candidate.name}
              code={candidate.uscc}
              disabled={disabled}
              onAct={(act) => send(act, candidate.uscc)}
            />
          ))}
          {query.data?.parcels.map((lot) => (
            <CandidateRow
              key={lot.code}
              candidate={lot}
              name={lotName(lot)}
              code={lot.code}
              disabled={disabled}
              onAct={(act) => send(act, lot.code)}
            />
          ))}
        </ul>
        <label className="desk-field">
          <span>{t(sought.noun === 'firm' ? 'desk.matching.candidates.otherParcel' : 'desk.matching.candidates.other')}</span>
          <Input value={other} onChange={(event) => setOther(event.target.value)} maxLength={sought.noun === 'firm' ? 40 : 18} />
        </label>
        <Button disabled={disabled || other.trim() === ''} onClick={() => send('confirm', other.trim().toUpperCase())}>
          {t('desk.matching.confirm')}
        </Button>
      </div>
    </Drawer>
  );
}
