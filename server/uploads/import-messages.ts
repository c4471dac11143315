// What passes between the server and the thread that imports: calls one way, progress, findings in portions and answers the other.
import type { Issue } from '#domain/issue.ts';
import type { UploadProgress } from '#domain/upload.ts';
import type { Committed, Doing, Importer, Tried } from './importer.ts';

export interface ThreadInput {
  readonly home: string;
  /** Folder of the program, in which the reference lists lie. */
  readonly root: string;
  readonly limits: Readonly<Record<string, number>>;
}

type Undoing = Parameters<Importer['undo']>[0];
export type Undone = Awaited<ReturnType<Importer['undo']>>;

export type ImportCall =
  | { readonly does: 'try'; readonly doing: Doing }
  | { readonly does: 'commit'; readonly doing: Doing; readonly signature: string | null }
  | { readonly does: 'undo'; readonly doing: Undoing };

export type ToThread =
  | { readonly says: 'ask'; readonly call: number; readonly ask: ImportCall }
  | { readonly says: 'off'; readonly call: number }
  /** The thread may change the record. */
  | { readonly says: 'turn'; readonly turn: number }
  | { readonly says: 'forget'; readonly upload: string }
  | { readonly says: 'stop' };

export type FromThread =
  | { readonly says: 'progress'; readonly call: number; readonly progress: UploadProgress }
  /** It is about to change the record, or has done with it. */
  | { readonly says: 'turn'; readonly turn: number; readonly over: boolean }
  | { readonly says: 'issues'; readonly call: number; readonly issues: readonly Issue[] }
  | { readonly says: 'tried'; readonly call: number; readonly tried: Omit<Tried, 'issues'> }
  | { readonly says: 'committed'; readonly call: number; readonly committed: Committed }
  | { readonly says: 'undone'; readonly call: number; readonly undone: Undone }
  | { readonly says: 'failed'; readonly call: number; readonly name: string; readonly message: string; readonly stack: string };

/** Findings sent at a time: more would hold up whoever takes them. */
export const issuesAtATime = 5_000;
