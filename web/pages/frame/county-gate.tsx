// Lets a page through when there is a county to show: picks the first when the address names none, says so when there is none.
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countiesQuery } from '../../api/queries.ts';
import { markFirstPaint } from '../../state/first-paint.ts';
import { useWatched, watched } from '../../state/hover.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';

/** Whether the page was opened by a link that is no view: said until it is put away, because the address is mended at once. */
const badLink = watched(false);

export function CountyGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { view, fault, change } = useViewState();
  const badLinkSeen = useWatched(badLink);
  const counties = useQuery(countiesQuery);
  // The first file of a record is sent on the data page.
  const begins = useLocation({ select: ({ pathname }) => pathname.startsWith('/data') });
  const first = counties.data?.[0]?.code;
  const known = counties.data?.some((county) => county.code === view?.county) ?? false;

  useEffect(() => {
    if (fault !== null) badLink.set(true);
  }, [fault]);
  useEffect(() => {
    if (first !== undefined && !known)
      change(
        { county: first, policy: undefined, year: undefined, filter: undefined, open: undefined, camera: undefined },
        { replace: true },
      );
  }, [first, known, change]);

  // Without a county there is no map to wait for.
  const noMap = counties.isError || counties.data?.length === 0;
  useEffect(() => {
    if (noMap) markFirstPaint();
  }, [noMap]);

  if (counties.isError) {
    return (
      <div className="gate panel">
        <Failed detail={problemText(t, counties.error)} onRetry={() => void counties.refetch()} />
      </div>
    );
  }
  if (counties.data?.length === 0 && !begins) {
    return (
      <div className="gate panel">
        <Nothing>{t('frame.state.noCounties')}</Nothing>
      </div>
    );
  }
  if (!known && !(begins && counties.data?.length === 0)) {
    return (
      <div className="gate panel">
        <Loading />
      </div>
    );
  }
  return (
    <>
      {children}
      {badLinkSeen && (
        <output className="panel bad-link">
          {t('frame.state.badLink')}
          <button type="button" className="link-button" onClick={() => badLink.set(false)}>
            {t('frame.state.understood')}
          </button>
        </output>
      )}
    </>
  );
}
