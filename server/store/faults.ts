// Looks for damage in the record: the file's own structure, dangling references, and the ledger's chain.
import type { CountyCode } from '#domain/land/codes.ts';
import { rowsByEntry } from '#domain/ledger/acts.ts';
import { findBrokenLink } from '#domain/ledger/chain.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import { replayEntry } from '#domain/ledger/replay.ts';
import { microMu, toMu } from '#domain/units.ts';
import { bulletinCounties, bulletinFaults } from './bulletins.ts';
import { readLedger, readLedgerHead, readLedgerRow, sha256 } from './ledger.ts';
import { headFault, noteFault, readNoted } from './heads.ts';
import { lineageFault } from './lineage-fault.ts';
import { readAct, readLineage } from './lineage.ts';
import { documentFaults, originalFaults, readDocuments } from './documents.ts';
import { packedAccountsHold } from './packed-accounts.ts';
import { type Sql, integer, text } from './sql.ts';

/** In words, the rows of a chain that cannot even be read, by their numbers. */
function unreadable(sql: Sql, county: CountyCode, table: 'ledger' | 'lineage'): string[] {
  const read = table === 'ledger' ? (id: number) => readLedgerRow(sql, id) : (id: number) => readAct(sql, id);
  return sql.rows(`SELECT id FROM ${table} WHERE county = ? ORDER BY id`, county).flatMap(([id]) => {
    try {
      read(integer(id));
      return [];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return [
        `${table === 'ledger' ? '台账' : '沿革'}链断裂：${county} 第 ${integer(id)} ${table === 'ledger' ? '条' : '项'}内容被改动，已读不出（${why}）`,
      ];
    }
  });
}

/** Acts of lineage and rows of the ledger are read as a whole: where one cannot be, that is what is said of the county's chains. */
function chainFaults(sql: Sql, home: string, county: CountyCode): string[] {
  const damaged = [...unreadable(sql, county, 'ledger'), ...unreadable(sql, county, 'lineage')];
  if (damaged.length > 0) return damaged;
  return [
    ...ledgerFaults(sql, home, county),
    ...carryFaults(sql, county),
    ...[lineageFault(sql, home, county), noteFault(home, county)].filter((fault) => fault !== null),
    ...paperFaults(sql, county),
  ];
}

const fileHash = /^[0-9a-f]{64}$/;

/** Files that rows of the ledger name as evidence and of which the record knows nothing. */
function paperFaults(sql: Sql, county: CountyCode): string[] {
  const known = new Set(readDocuments(sql, county).map(({ sha256: hash }) => hash));
  return readLedger(sql, county).flatMap(({ id, documents }) =>
    documents
      .filter((one) => fileHash.test(one) && !known.has(one))
      .map((one) => `凭证登记缺失：${county} 台账第 ${id} 条所附的文件 ${one} 不在凭证登记中`),
  );
}

function ledgerFaults(sql: Sql, home: string, county: CountyCode): string[] {
  const rows = readLedger(sql, county);
  const faults: string[] = [];
  const broken = findBrokenLink(rows, sha256);
  if (broken) faults.push(`台账链断裂：${county} 第 ${broken.id} 条${broken.fault === 'text' ? '内容被改动' : '与前一条不衔接'}`);
  const head = readLedgerHead(sql, county);
  const last = rows.at(-1);
  if (!broken && (rows.length !== head.rows || (last?.hash ?? head.hash) !== head.hash))
    faults.push(cutOff(county, rows.length, last, head.rows));
  const noted =
    faults.length > 0
      ? null
      : headFault(
          '台账',
          county,
          readNoted(home, county)?.ledger,
          rows.map(({ hash }) => hash),
        );
  return noted === null ? faults : [...faults, noted];
}

function cutOff(county: CountyCode, found: number, last: LedgerRow | undefined, noted: number): string {
  if (noted === 0) return `台账末行的记号缺失：${county} 现有 ${found} 条`;
  const after = last ? `第 ${last.id} 条之后` : '全部';
  return `台账末尾缺失：${county} 应有 ${noted} 条，现有 ${found} 条，${found < noted ? `${after}缺 ${noted - found} 条` : '末条不是所记的那一条'}`;
}

/** Rows that were taken off the end of all chains: numbers are given once, so that the highest one given shows. */
function numbersFaults(sql: Sql): string[] {
  return (['ledger', 'lineage'] as const).flatMap((table) => {
    const given = sql.row('SELECT seq FROM sqlite_sequence WHERE name = ?', table);
    const highest = integer(sql.row(`SELECT COALESCE(MAX(id), 0) FROM ${table}`)?.[0]);
    if (!given || integer(given[0]) <= highest) return [];
    return [`${table === 'ledger' ? '台账' : '沿革'}末尾缺失：编号曾给到 ${integer(given[0])}，现在最后一行是 ${highest}`];
  });
}

/** Pieces that acts of lineage carried: each by an act that stands in the record, all of the land and no more. */
function carryFaults(sql: Sql, county: CountyCode): string[] {
  const acts = new Set(readLineage(sql, county).map(({ id }) => id));
  const faults: string[] = [];
  for (const [entry, rows] of rowsByEntry(readLedger(sql, county))) {
    if (!rows.some(({ act }) => act === 'carry')) continue;
    const stray = rows.find(({ lineage }) => lineage !== null && !acts.has(lineage));
    if (stray) faults.push(`台账与沿革不符：${county} 第 ${stray.id} 行所据的沿革第 ${stray.lineage} 项不存在`);
    const now = replayEntry(rows);
    if (!now || now.stage === 'reversed') continue;
    const taken = rows.reduce((sum, { act, gross }) => (act === 'reverse' ? sum + gross : sum), 0);
    if (now.gross !== now.declaredGross - taken)
      faults.push(
        `台账与沿革不符：${county} 第 ${entry} 条承继后为 ${toMu(now.gross)} 亩，应为 ${toMu(microMu(now.declaredGross - taken))} 亩`,
      );
  }
  return faults;
}

const filesOf = (sql: Sql, home: string, county: CountyCode): string[] => [
  ...documentFaults(sql, home, county),
  ...originalFaults(sql, home, county),
];

const countiesOf = (sql: Sql): CountyCode[] => sql.rows('SELECT code FROM county ORDER BY code').map(([code]) => text(code) as CountyCode);

/** In words, each file beside the record that it refers to and that is missing or no longer what it was. */
export function fileFaultsOf(sql: Sql, home: string): string[] {
  return countiesOf(sql).flatMap((county) => filesOf(sql, home, county));
}

export function faultsOf(sql: Sql, home: string): string[] {
  const structure = sql
    .rows('PRAGMA integrity_check')
    .map(([message]) => text(message))
    .filter((message) => message !== 'ok')
    .map((message) => `数据库结构损坏：${message}`);
  const dangling = sql
    .rows('PRAGMA foreign_key_check')
    .map(([table, row, parent]) => `引用落空：表 ${String(table)} 第 ${String(row)} 行引用的 ${String(parent)} 不存在`);
  const counties = countiesOf(sql);
  const packed = counties.filter((county) => !packedAccountsHold(sql, county)).map((county) => `${county} 的账目列存与账目行不符`);
  return [
    ...structure,
    ...dangling,
    ...packed,
    ...numbersFaults(sql),
    ...counties.flatMap((county) => [...chainFaults(sql, home, county), ...filesOf(sql, home, county)]),
    ...bulletinCounties(sql).flatMap((county) => bulletinFaults(sql, county)),
  ];
}
