// The wall's ranking: townships by share of their task and by mu, as many as fit, the outlook beside each.
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgressReply, TownshipReply } from '../../../api/progress-replies.ts';
import { count, percent, plainNumber } from '../../../format.ts';

interface ListProps {
  readonly title: string;
  readonly rows: readonly TownshipReply[];
  readonly rankOf: (row: TownshipReply) => number | null;
  readonly widthOf: (row: TownshipReply) => number;
  readonly figureOf: (row: TownshipReply) => string;
}

/** More rows than this could not be read from across the room. */
const most = 12;

function RankedList({ title, rows, rankOf, widthOf, figureOf }: ListProps) {
  const { t } = useTranslation();
  return (
    <section className="wall-ranking-list">
      <h2>{title}</h2>
      <ol style={{ '--rows': Math.max(8, Math.min(rows.length, most)) } as CSSProperties}>
        {rows.slice(0, most).map((row) => (
          <li key={row.code ?? 'none'}>
            <span className="wall-rank">{rankOf(row) ?? '—'}</span>
            <span className="wall-name">{row.name}</span>
            <span className="target-track" aria-hidden="true">
              <span className="target-part verified" style={{ width: `${Math.min(100, widthOf(row))}%` }} />
            </span>
            <span className="wall-figure">{figureOf(row)}</span>
            <span className={`wall-bucket wall-bucket-${row.bucket}`}>
              {row.bucket === 'unset' ? '' : t(`progress.buckets.${row.bucket}`)}
            </span>
          </li>
        ))}
      </ol>
      {rows.length > most && <p>{t('progress.entries.more', { value: count(rows.length - most) })}</p>}
    </section>
  );
}

export function RankingScene({ progress }: { progress: ProgressReply }) {
  const { t } = useTranslation();
  const { townships } = progress.target;
  const tasked = townships.filter((row) => row.targetMu).sort((a, b) => (a.rankByShare ?? 99) - (b.rankByShare ?? 99));
  const freed = townships.filter((row) => row.verifiedMu > 0).sort((a, b) => (a.rankByMu ?? 99) - (b.rankByMu ?? 99));
  const largest = Math.max(1e-9, ...freed.map((row) => row.verifiedMu));
  return (
    <div className="wall-ranking">
      {tasked.length > 0 && (
        <RankedList
          title={t('progress.wall.byShare')}
          rows={tasked}
          rankOf={(row) => row.rankByShare}
          widthOf={(row) => (row.verifiedMu / row.targetMu!) * 100}
          figureOf={(row) => percent(row.verifiedMu, row.targetMu!)}
        />
      )}
      <RankedList
        title={`${t('progress.wall.byMu')}（${t('frame.unit.mus')}）`}
        rows={freed}
        rankOf={(row) => row.rankByMu}
        widthOf={(row) => (row.verifiedMu / largest) * 100}
        figureOf={(row) => plainNumber(row.verifiedMu, 1)}
      />
    </div>
  );
}
