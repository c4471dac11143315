// Looks for damage in the record: the file's own structure, dangling references, and the ledger's chain.
import type { CountyCode } from '#domain/land/codes.ts';
import { findBrokenLink } from '#domain/ledger/chain.ts';
import { bulletinCounties, bulletinFaults } from './bulletins.ts';
import { readLedger, readLedgerHead, sha256 } from './ledger.ts';
import { lineageFault } from './lineage.ts';
import { documentFaults } from './documents.ts';
import { packedAccountsHold } from './packed-accounts.ts';
import { type Sql, text } from './sql.ts';

function ledgerFaults(sql: Sql, county: CountyCode): string[] {
  const rows = readLedger(sql, county);
  const broken = findBrokenLink(rows, sha256);
  if (broken) return [`台账链断裂：${county} 第 ${broken.id} 条${broken.fault === 'text' ? '内容被改动' : '与前一条不衔接'}`];
  const head = readLedgerHead(sql, county);
  const last = rows.at(-1);
  if (rows.length !== head.rows || (last && last.hash !== head.hash)) {
    return [`台账末尾缺失：${county} 应有 ${head.rows} 条，现有 ${rows.length} 条`];
  }
  return [];
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
  const counties = sql.rows('SELECT code FROM county ORDER BY code').map(([code]) => text(code) as CountyCode);
  const packed = counties.filter((county) => !packedAccountsHold(sql, county)).map((county) => `${county} 的账目列存与账目行不符`);
  return [
    ...structure,
    ...dangling,
    ...packed,
    ...counties.flatMap((county) => [
      ...ledgerFaults(sql, county),
      ...[lineageFault(sql, county)].filter((fault) => fault !== null),
      ...documentFaults(sql, home, county),
    ]),
    ...bulletinCounties(sql).flatMap((county) => bulletinFaults(sql, county)),
  ];
}
