// Opens the record's file: one connection that writes, one that reads committed data, and a queue so that changes never mix.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as others, setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { inTurns, type Piecewise } from '#domain/piecewise.ts';
import { indexOldDrawings } from './ledger.ts';
import { migrate } from './migrate.ts';
import { type Sql, sqlOf } from './sql.ts';

const patienceMs = 120_000;
const pauseMs = 100;
/** How long others wait at most while something long is read. */
const turnMs = 10;

export const recordFileName = 'mutu.sqlite';

export interface Connections {
  readonly file: string;
  readonly home: string;
  readonly reader: Sql;
  readonly schema: number;
  /** Runs `work` alone, in one transaction: kept when it returns, undone when it throws or when `keep` says so. */
  transact<T>(work: (sql: Sql) => Promise<T>, keep: boolean): Promise<T>;
  /** Reads over a connection of its own, all of it at one version of the record; others get their turns meanwhile. */
  readApart<T>(read: (sql: Sql) => Piecewise<T>): Promise<T>;
  /** Keeps this process's own changes waiting while a thread of ours changes the record over a connection of its own. */
  aside<T>(work: () => Promise<T>): Promise<T>;
  /** Writes a consistent copy of the whole record to a file. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}

function connect(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 250');
  // Freed land and decisions must survive a power cut, not only a crash.
  database.pragma('synchronous = FULL');
  // Without this a REPLACE would pass the triggers that keep rows from being deleted.
  database.pragma('recursive_triggers = ON');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
  return database;
}

/** The committed data of a record that this process has open already, over one more connection: for a thread that only looks. */
export function openToRead(homeFolder: string): { readonly sql: Sql; close(): void } {
  const database = new Database(join(homeFolder, recordFileName), { readonly: true, fileMustExist: true });
  database.pragma('busy_timeout = 5000');
  return { sql: sqlOf(database), close: () => void database.close() };
}

export function openDatabase(homeFolder: string): Connections {
  mkdirSync(homeFolder, { recursive: true });
  const file = join(homeFolder, recordFileName);
  const writing = connect(file);
  const schema = migrate(writing);
  const reading = connect(file);
  reading.pragma('query_only = ON');
  const writer = sqlOf(writing);
  indexOldDrawings(writer);
  let last: Promise<unknown> = Promise.resolve();

  /** Waits for another process that is writing (a large import may take minutes) without holding up this one's other work. */
  const begin = async (): Promise<void> => {
    for (let waited = 0; ; waited += pauseMs) {
      try {
        writer.script('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
        if (!busy || waited >= patienceMs) throw error;
        await pause(pauseMs);
      }
    }
  };

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    // The caller gets the failure; the queue only needs to know that it is over.
    last = mine.catch(() => undefined);
    return mine;
  };

  const readings = new Set<Promise<unknown>>();
  const readApart = async <T>(read: (sql: Sql) => Piecewise<T>): Promise<T> => {
    const connection = connect(file);
    try {
      connection.pragma('query_only = ON');
      connection.exec('BEGIN');
      let begun = performance.now();
      return await inTurns(
        read(sqlOf(connection)),
        () => performance.now() - begun > turnMs,
        async () => {
          await others();
          begun = performance.now();
        },
      );
    } finally {
      connection.close();
    }
  };

  return {
    file,
    home: homeFolder,
    readApart: (read) => {
      const reading = readApart(read);
      const settled: Promise<void> = reading.then(
        () => void readings.delete(settled),
        () => void readings.delete(settled),
      );
      readings.add(settled);
      return reading;
    },
    reader: sqlOf(reading),
    schema,
    transact: (work, keep) =>
      alone(async () => {
        await begin();
        try {
          const result = await work(writer);
          writer.script(keep ? 'COMMIT' : 'ROLLBACK');
          return result;
        } catch (error) {
          // The driver has already undone the transaction after some failures (disk full, I/O).
          if (writing.inTransaction) writer.script('ROLLBACK');
          throw error;
        }
      }),
    aside: alone,
    copyTo: (target) =>
      alone(async () => {
        await reading.backup(target);
      }),
    close: () =>
      alone(async () => {
        await Promise.all(readings);
        reading.close();
        writing.close();
      }),
  };
}
