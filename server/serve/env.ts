// What every route is given: the record, the read model, the policies, the clock, and who asks.
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '#domain/access/actor.ts';
import type { IsoDate } from '#domain/period.ts';
import type { MatchAct, MatchDecision, MatchStatement } from '#domain/firms/match-decisions.ts';
import type { MatchFault } from '#domain/firms/match-faults.ts';
import type { MatchState } from '#domain/firms/match-state.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { FailingPolicy, PolicyTextIssue } from '#domain/policy/in-force.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { ScoringParameters } from '#domain/scoring/parameters.ts';
import type { Result } from '#domain/result.ts';
import type { CorrectionsBook } from '#domain/corrections.ts';
import type { Subject } from '#domain/subject.ts';
import type { Dependent, ImportListing, OutcomeRow, RowOutcome, UploadEvent, UploadReply } from '#domain/upload.ts';
import type { Atlas } from '../atlas/atlas.ts';
import type { PolicyDocument } from '../store/policies.ts';
import type { Changing, Store } from '../store/store.ts';
import type { People } from './people.ts';
import { invalidParameters } from './problem.ts';

export interface Clock {
  /** The calendar day in the county's time zone. */
  today(): IsoDate;
  /** The instant as ISO text, for "recorded at". */
  now(): string;
}

/** Raster tiles under the county's own layers; none by default, so that nothing is fetched from outside. */
export interface BasemapTiles {
  readonly tiles: readonly string[];
  readonly attribution: string;
  readonly maxzoom: number;
}

export interface ServeConfig {
  /** Version of the program, shown by /version. */
  readonly version: string;
  /** Folder of the built web; null serves the interface only. */
  readonly web: string | null;
  readonly basemap: BasemapTiles | null;
  /** A PMTiles file of raster tiles, served at /tiles/basemap when `basemap` says so; null for none. */
  readonly basemapFile: string | null;
}

/** What the routes need to keep policies as versions. */
export interface PolicyDesk {
  /** Reads a policy's text strictly. */
  parse(yaml: string): Result<Policy, readonly PolicyTextIssue[]>;
  /** SHA-256 (hex) of a text or file. */
  hash(content: string | Uint8Array): string;
  /** The words of an attached document, or why it is not taken. */
  documentText(bytes: Uint8Array): Promise<Result<string, string>>;
  /** A commented policy to start from. */
  readonly template: string;
  /** Live: those in force that today's checks would not take. */
  readonly failing: readonly FailingPolicy[];
  /** What today's checks say of a text that the record holds; the policy as long as it can be judged by. */
  review(document: PolicyDocument): { readonly policy: Policy | null; readonly issues: readonly PolicyTextIssue[] };
  /** Makes `Deps.policies` those in force on the days of their counties; true when they changed. */
  reload(): Promise<boolean>;
}

/** What the routes need of the matching desk. */
export interface MatchDesk {
  state(county: CountyCode): Promise<MatchState | null>;
  /** Writes all acts or none, and evaluates the county. */
  decide(
    county: CountyCode,
    acts: readonly MatchAct[],
    said: MatchStatement,
  ): Promise<Result<readonly MatchDecision[], MatchFault & { readonly index: number }>>;
}

/** Why something cannot be done with an upload as it stands. */
export interface UploadRefusal {
  readonly status: 404 | 409 | 422;
  readonly message: string;
  readonly dependents?: readonly Dependent[];
}

/** A file that came in whole: its keeping is the desk's; one that is not wanted is dropped. */
export interface ReceivedFile {
  readonly sha256: string;
  readonly bytes: number;
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/** A file that is coming in, piece by piece. */
export interface FileReceiving {
  write(piece: Uint8Array): Promise<void>;
  end(): Promise<ReceivedFile>;
  drop(): Promise<void>;
}

/** What the routes need of the import by steps. */
export interface UploadDesk {
  /** Largest file that is taken, in bytes. */
  readonly fileBytes: number;
  receive(): Promise<FileReceiving>;
  create(upload: {
    readonly county: CountyCode;
    readonly countyName: string | null;
    readonly file: string;
    readonly received: ReceivedFile;
    readonly subject: Subject | null;
    readonly options: UploadReply['options'];
    readonly actor: string;
  }): Promise<UploadReply>;
  /** `wait`: milliseconds to wait for what is under way. */
  get(id: string, wait?: number): Promise<UploadReply | null>;
  list(county: CountyCode): Promise<UploadReply[]>;
  change(
    id: string,
    subject: Subject | null | undefined,
    options: Partial<UploadReply['options']>,
  ): Promise<Result<UploadReply, UploadRefusal>>;
  rows(
    id: string,
    outcome: RowOutcome,
    offset: number,
    limit: number,
  ): Promise<{ readonly matched: number; readonly told: number; readonly rows: readonly OutcomeRow[] } | null>;
  events(id: string, after: number, signal: AbortSignal): Promise<AsyncGenerator<UploadEvent> | null>;
  commit(id: string, actor: string): Promise<Result<UploadReply, UploadRefusal>>;
  cancel(id: string): Promise<Result<UploadReply, UploadRefusal>>;
  discard(id: string): Promise<Result<null, UploadRefusal>>;
  undo(id: string, actor: string): Promise<Result<UploadReply, UploadRefusal>>;
  corrections(id: string): Promise<CorrectionsBook | null>;
  history(county: CountyCode): Promise<ImportListing[]>;
  stop(): Promise<void>;
}

export interface Deps {
  readonly store: Store;
  readonly atlas: Atlas;
  /** Those in force; changed in place when a version comes into force. */
  readonly policies: readonly Policy[];
  /** Left out: policies cannot be written here. */
  readonly policyDesk?: PolicyDesk;
  /** Left out: what was matched is not shown and nothing can be decided. */
  readonly matchDesk?: MatchDesk;
  /** Evaluates a county inside a change; left out where records cannot leave or come back. */
  readonly evaluate?: (record: Changing, county: CountyCode, now: string) => Promise<unknown>;
  /** Left out: files cannot be imported here. */
  readonly uploadDesk?: UploadDesk;
  /** Parameter sets of the yearly evaluation, of all counties; left out: none, and nothing is computed. */
  readonly scoring?: readonly ScoringParameters[];
  /** Who sends a request; left out: nobody signs in, everybody is the demonstration's planner. */
  readonly actorOf?: (request: Request) => Actor | Promise<Actor>;
  /** Users and sessions; left out: nobody can sign in. */
  readonly people?: People;
  readonly clock: Clock;
  readonly config: ServeConfig;
  /** Writes an unexpected error down, with what was being done. */
  readonly log: (error: unknown, doing: string) => void;
}

export interface Env {
  Variables: { actor: Actor };
}

/** A router whose requests are checked against their schemas, with the reasons in the reply when they fail. */
export function createRouter(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => (result.success ? undefined : invalidParameters(c, result.target, result.error)),
  });
}
