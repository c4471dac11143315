// Follows an upload while something is under way, by the server's events; says when they cannot be had, so that the page asks instead.
import type { UploadProgress, UploadStatus } from '#domain/upload.ts';

export interface UploadListener {
  readonly onProgress: (progress: UploadProgress) => void;
  readonly onStatus: (status: UploadStatus) => void;
  /** Nothing is under way any more. */
  readonly onEnd: () => void;
  /** False: the stream is lost and not coming back soon; true: it is (again) there. */
  readonly onLive: (live: boolean) => void;
}

/** A browser keeps six connections to a server: the page must have some left for its questions. */
const mostStreams = 3;
let streams = 0;

/** Returns what ends the following. The browser takes a broken stream up again by itself, from the last event that it heard. */
export function followUpload(id: string, { onProgress, onStatus, onEnd, onLive }: UploadListener): () => void {
  if (streams >= mostStreams || typeof EventSource === 'undefined') return () => undefined;
  streams += 1;
  const source = new EventSource(`/api/uploads/${encodeURIComponent(id)}/events`);
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    streams -= 1;
    source.close();
  };
  source.addEventListener('open', () => onLive(true));
  source.addEventListener('progress', ({ data }: MessageEvent<string>) => onProgress(JSON.parse(data) as UploadProgress));
  source.addEventListener('state', ({ data }: MessageEvent<string>) => onStatus((JSON.parse(data) as { status: UploadStatus }).status));
  source.addEventListener('end', () => {
    close();
    onEnd();
  });
  source.addEventListener('error', () => {
    onLive(false);
    // Refused (a session that ended, an upload put away): the browser does not try again, and neither do we.
    if (source.readyState === EventSource.CLOSED) close();
  });
  return close;
}
