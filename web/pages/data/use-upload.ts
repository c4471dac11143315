// One upload as it now is: followed by the server's events while something is under way, asked again where they cannot be had.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { UploadReply } from '#domain/upload.ts';
import { followUpload } from '../../api/upload-events.ts';
import { uploadQuery } from '../../api/upload-queries.ts';

const isBusy = (upload: UploadReply | undefined): boolean => upload?.status === 'reading' || upload?.status === 'committing';
/** How often the server is asked while its events do not come. */
const askMs = 1000;

/** `starting`: something was just asked for that will be under way in a moment. */
export function useUpload(id: string, starting: boolean) {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  const query = useQuery({
    ...uploadQuery(id),
    refetchInterval: ({ state }) => (!live && (starting || isBusy(state.data)) ? askMs : false),
  });
  const following = starting || isBusy(query.data);
  useEffect(() => {
    if (!following) return undefined;
    const put = (part: Partial<UploadReply>): void => {
      queries.setQueryData<UploadReply>(['upload', id], (before) => before && { ...before, ...part });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = (): void => undefined;
    const follow = (): void => {
      stop = followUpload(id, {
        onLive: setLive,
        onProgress: (progress) => put({ progress }),
        onStatus: (status) => {
          // How it ended comes with everything that belongs to it, and not before.
          if (status === 'reading' || status === 'committing') put({ status });
        },
        onEnd: () => {
          void queries.invalidateQueries({ queryKey: ['upload', id], exact: true });
          // What the stream was opened for may not have begun yet; where it is over, the effect ends first.
          timer = setTimeout(follow, askMs / 2);
        },
      });
    };
    follow();
    return () => {
      stop();
      clearTimeout(timer);
      setLive(false);
    };
  }, [following, id, queries]);
  return query;
}
