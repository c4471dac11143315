// Who is signed in, and signing in and out.
import { queryOptions } from '@tanstack/react-query';
import { getJson, postJson, sendJson } from './client.ts';
import type { SessionReply } from './ledger-replies.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => getJson<SessionReply>('/api/session', signal),
  staleTime: 60_000,
});

export const signIn = (name: string, password: string) => postJson<SessionReply>('/api/session', { name, password });
export const signOut = () => sendJson<SessionReply>('DELETE', '/api/session');
