// The mutu command as a person or a script uses it: exit codes, reports, and what it refuses.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../server/commands/run.ts';
import { type Config, readConfig } from '../server/config.ts';
import { countyCode } from '#domain/land/codes.ts';
import { recordFileName } from '../server/store/database.ts';
import { documentPath, keepBytes } from '../server/store/documents.ts';
import { openStore } from '../server/store/store.ts';
import { temporaryHome } from './store/home.ts';
import { accounts, accountsBook, cases, firms, shapefile, tenure } from './fixtures/bureau-files.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function commandLine(home: string): (...words: string[]) => Promise<Ran> {
  return async (...words) => {
    let [out, err] = ['', ''];
    const config = (): Config => ({ ...readConfig({}), home });
    const streams = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    const code = await runCommand(words, streams, config, () => '2026-01-01T09:00:00+08:00');
    return { code, out, err };
  };
}

function filesIn(home: string): Record<'parcels' | 'firms' | 'accounts' | 'tenure', string> {
  const write = (name: string, content: Uint8Array | string): string => {
    const file = join(home, name);
    writeFileSync(file, content);
    return file;
  };
  return {
    parcels: write('宗地.zip', shapefile()),
    firms: write('企业.csv', firms()),
    accounts: write('账目.csv', accounts()),
    tenure: write('租用.csv', tenure()),
  };
}

describe('mutu import', () => {
  it('leaves with 0 when clean, 3 with issues, 4 when refused, and 0 when there is nothing to do', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const files = filesIn(home);
    expect((await mutu('import', files.firms, '--as', 'firms', '--county', '331123')).code).toBe(0);
    expect((await mutu('import', files.parcels, '--as', 'parcels', '--county', '331123')).code).toBe(3);
    expect((await mutu('import', files.firms, '--as', 'parcels', '--county', '331123')).code).toBe(4);
    expect((await mutu('import', files.parcels, '--as', 'parcels', '--county', '331123')).code).toBe(0);
    expect((await mutu('import', join(home, '没有.csv'), '--as', 'firms', '--county', '331123')).code).toBe(4);
  });

  it('prints its report as JSON on stdout, and nothing else there', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const files = filesIn(home);
    await mutu('import', files.parcels, '--as', 'parcels', '--county', '331123');
    await mutu('import', files.firms, '--as', 'firms', '--county', '331123');
    const { out, code } = await mutu('import', files.accounts, '--as', 'accounts', '--county', '331123', '--json');
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      status: 'committed',
      subject: 'accounts',
      file: '账目.csv',
      exitCode: code,
      counts: { rowsIn: 15, records: 15, rejected: 0 },
    });
    const { conservation, unallocated } = report.evaluation;
    for (const row of conservation) expect(row.allocatedWan + row.unallocatedWan).toBeCloseTo(row.importedWan, 6);
    expect(unallocated.some((one: { taxWan: number }) => one.taxWan === 77.7)).toBe(true);
    expect(report.issues).toMatchObject([
      { file: '账目.csv', column: '税收实际贡献(万元)', row: 6, kind: 'value-missing' },
      { file: '账目.csv', column: '税收实际贡献(万元)', row: 13, kind: 'value-negative' },
    ]);
  });

  it('tells people the equation of each year', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const files = filesIn(home);
    for (const subject of ['parcels', 'firms', 'tenure'] as const)
      await mutu('import', files[subject], '--as', subject, '--county', '331123');
    const { out } = await mutu('import', files.accounts, '--as', 'accounts', '--county', '331123');
    expect(out).toContain('2021  339.87 = 262.17 + 77.70');
    expect(out).toContain('数据行 15 = 记录 15 + 剔除 0');
  });

  it('tells the equation to the fen', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const file = join(home, '账目.csv');
    writeFileSync(file, '年度,企业名称,税收(元)\n2021,甲公司,33.33\n2022,甲公司,-1234567.89\n');
    const { out } = await mutu('import', file, '--as', 'accounts', '--county', '331123');
    expect(out).toContain('2021  0.003333 = 0.00 + 0.003333');
    expect(out).toContain('2022  -123.456789 = 0.00 + -123.456789');
  });

  it('takes several files, and the worst decides the exit code', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const files = filesIn(home);
    const book = join(home, '账目.xlsx');
    writeFileSync(book, accountsBook());
    const { out, code } = await mutu('import', files.accounts, book, files.parcels, '--as', 'accounts', '--county', '331123', '--json');
    expect(JSON.parse(out).files.map((one: { status: string }) => one.status)).toEqual(['committed', 'committed', 'refused']);
    expect(code).toBe(4);
  });

  it('keeps nothing of a trial', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const files = filesIn(home);
    const { out } = await mutu('import', files.parcels, '--as', 'parcels', '--county', '331123', '--dry-run', '--json');
    expect(JSON.parse(out)).toMatchObject({ status: 'trial', counts: { created: 9 } });
    expect((await mutu('evaluate', '--county', '331123', '--policy', 'suichang-2022')).code).toBe(2);
  });

  it('uses a saved mapping', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const file = join(home, '怪表.csv');
    writeFileSync(file, '某代码,某名\r\n91331123MAB1PLM57E,盛丰塑业有限公司\r\n');
    expect((await mutu('import', file, '--as', 'firms', '--county', '331123')).code).toBe(4);
    writeFileSync(join(home, '怪表.json'), JSON.stringify({ 某代码: { field: 'uscc' }, 某名: { field: 'name' } }));
    expect((await mutu('import', file, '--as', 'firms', '--county', '331123', '--mapping', join(home, '怪表.json'))).code).toBe(0);
    expect((await mutu('import', file, '--as', 'firms', '--county', '331123', '--mapping', '没有')).code).toBe(2);
  });
});

describe('the day as of which a county is judged', () => {
  it('is that of the map: an invented county stands on its own day, in the list, in the export, and in the version of the policy', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    expect((await mutu('demo', '--county', '331123', '--parcels', '60', '--seed', '3')).code).toBe(0);
    const evaluate = async (...more: string[]) =>
      JSON.parse((await mutu('evaluate', '--county', '331123', '--policy', 'suichang-2022', '--year', '2022', '--json', ...more)).out);
    const own = await evaluate();
    expect([own.asOf, own.judgedTo, own.policyVersion]).toEqual(['2023-03-31', '2023-03-31', '1']);
    const file = join(home, '宗地.csv');
    expect((await mutu('export', 'parcels', '--county', '331123', '--format', 'csv', '--view', 'year=2022', '-o', file)).code).toBe(0);
    const [head = '', ...rows] = readFileSync(file, 'utf8').replace('\uFEFF', '').trim().split(/\r?\n/);
    const cell = (row: string, header: string): string => row.split(',')[head.split(',').indexOf(header)] ?? '';
    const exported = Object.fromEntries(rows.map((row) => [cell(row, '宗地代码'), cell(row, '建议类别') || null]));
    expect(Object.fromEntries(own.parcels.map((one: { code: string; proposed: string | null }) => [one.code, one.proposed]))).toEqual(
      exported,
    );
    const later = await evaluate('--as-of', '2024-02-29');
    expect([later.asOf, later.judgedTo]).toEqual(['2024-02-29', '2023-12-31']);
    const told = await mutu('evaluate', '--county', '331123', '--policy', 'suichang-2022');
    expect([...told.out.matchAll(/^  (\S+)：\d+ 宗/gm)].map(([, name]) => name)).toEqual([
      '淘汰关停类',
      '腾笼换鸟类',
      '整治提升类',
      '待补数据',
      '无',
    ]);
    expect(told.out).toContain('截至 2023-03-31（演示县的日期），停产等算到 2022-12-31');
    expect((await mutu('verify')).code).toBe(0);
  }, 60_000);
});

describe('what cannot be asked', () => {
  const mutu = commandLine('/nonexistent');

  it.each([
    ['no command', []],
    ['an unknown command', ['fly']],
    ['an inherited name', ['constructor']],
    ['an unknown option', ['import', 'a.csv', '--as', 'firms', '--county', '331123', '--quick']],
    ['an unknown subject', ['import', 'a.csv', '--as', 'people', '--county', '331123']],
    ['a bad county', ['import', 'a.csv', '--as', 'firms', '--county', '33112']],
    ['no file', ['import', '--as', 'firms', '--county', '331123']],
    ['no subject', ['import', 'a.csv', '--county', '331123']],
    ['a bad year', ['evaluate', '--county', '331123', '--policy', 'x', '--year', '21']],
    ['a day there is not', ['evaluate', '--county', '331123', '--policy', 'x', '--as-of', '2023-02-29']],
    ['a policy command there is not', ['policy', 'print']],
    ['an export of something else', ['export', 'firms', '--county', '331123']],
    ['an unknown format', ['export', 'parcels', '--county', '331123', '--format', 'dwg', '-o', 'x']],
    ['a demonstration of nowhere', ['demo', '--county', '110101']],
  ])('%s: 2, with the reason', async (_, words) => {
    const { code, out, err } = await mutu(...words);
    expect(code).toBe(2);
    expect(`${out}${err}`.length).toBeGreaterThan(5);
  });

  it('help is no error', async () => {
    expect(await mutu('--help')).toMatchObject({ code: 0, out: expect.stringContaining('mutu import') });
    expect(await mutu('import', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--as') });
  });
});

describe('the record, looked after', () => {
  let home = '';
  let mutu: ReturnType<typeof commandLine>;
  beforeAll(async () => {
    const { mkdtempSync } = await import('node:fs');
    home = mkdtempSync('/tmp/mutu-cli-');
    mutu = commandLine(home);
    const files = filesIn(home);
    for (const subject of ['parcels', 'firms', 'accounts', 'tenure'] as const)
      await mutu('import', files[subject], '--as', subject, '--county', '331123');
    return async () => (await import('node:fs')).rmSync(home, { recursive: true, force: true });
  });

  it('is evaluated under a policy', async () => {
    const { code, out } = await mutu('evaluate', '--county', '331123', '--policy', 'suichang-2022', '--json');
    const { parcels, classes, asOf } = JSON.parse(out);
    expect(asOf).toBe('2026-01-01');
    expect(code).toBe(0);
    expect(classes['淘汰关停类']).toEqual({ parcels: 1, areaMu: 21 });
    expect(parcels.find((one: { code: string }) => one.code === cases.idle)).toMatchObject({ proposed: '腾笼换鸟类', matched: ['SC-R21'] });
    expect((await mutu('evaluate', '--county', '331123', '--policy', 'suichang-2022', '--year', '2020')).code).toBe(0);
    expect((await mutu('evaluate', '--county', '331123', '--policy', 'nowhere-1999')).code).toBe(2);
  });

  it('verifies, and fails with the reason when a figure was changed by hand', async () => {
    expect(await mutu('verify')).toMatchObject({ code: 0, out: expect.stringContaining('数据完好') });
    const file = new Database(join(home, recordFileName));
    file.exec('UPDATE account SET tax = tax + 1 WHERE year = 2021 AND tax IS NOT NULL');
    expect(await mutu('verify')).toMatchObject({ code: 1, out: expect.stringContaining('各年税收合计') });
    file.exec('UPDATE account SET tax = tax - 1 WHERE year = 2021 AND tax IS NOT NULL');
    file.close();
    expect((await mutu('verify', '--json')).out).toContain('"sound": true');
  });

  it('goes into a backup and comes back, and the state before is kept', async () => {
    const backup = join(home, '备份', '一.sqlite');
    expect((await mutu('backup', backup)).code).toBe(0);
    expect((await mutu('backup', backup)).code).toBe(4);
    const file = new Database(join(home, recordFileName));
    file.exec(`UPDATE parcel SET holder = '改了' WHERE code = '${cases.idle}'`);
    const version = (file.prepare('SELECT version FROM county').get() as { version: number }).version;
    expect(await mutu('restore', backup)).toMatchObject({ code: 0, out: expect.stringContaining('before-restore') });
    const restored = file.prepare(`SELECT holder FROM parcel WHERE code = '${cases.idle}'`).get();
    expect(restored).toEqual({ holder: '德达电器有限公司' });
    expect((file.prepare('SELECT version FROM county').get() as { version: number }).version).toBeGreaterThan(version);
    file.close();
    expect((await mutu('verify')).code).toBe(0);
  });

  it('does not take a damaged or foreign file for a backup', async () => {
    const backup = join(home, '二.sqlite');
    await mutu('backup', backup);
    const bytes = readFileSync(backup);
    writeFileSync(backup, Buffer.concat([bytes.subarray(0, 5000), Buffer.alloc(200, 7), bytes.subarray(5200)]));
    expect(await mutu('restore', backup)).toMatchObject({ code: 4, err: expect.stringContaining('sha256') });
    const foreign = join(home, '三.sqlite');
    writeFileSync(foreign, 'hello');
    expect((await mutu('restore', foreign)).code).toBe(4);
    expect((await mutu('verify')).code).toBe(0);
  });

  it('takes evidence and originals along, names what is missing or altered, and refuses a broken archive', async () => {
    const own = temporaryHome();
    const there = commandLine(own);
    expect(
      (await there('import', filesIn(own).parcels, '--as', 'parcels', '--county', '331123', '--crs', 'EPSG:4549')).code,
    ).toBeLessThanOrEqual(3);
    const store = await openStore(own);
    const hash = keepBytes(own, Buffer.from('照片'));
    const said = { sha256: hash, name: '照片.jpg', type: 'image/jpeg', bytes: 6, actor: '甲', recordedAt: '2026-01-01' };
    await store.change(countyCode('331123'), (record) => record.addDocument(said));
    await store.close();
    mkdirSync(join(own, 'scoring'));
    const long = `${'很长的名称'.repeat(9)}.yaml`;
    writeFileSync(join(own, 'scoring', long), 'a: 1');
    const backup = join(own, '三.mutu');
    expect(await there('backup', backup)).toMatchObject({ code: 0, out: expect.stringContaining('4 个文件') });
    const original = readdirSync(join(own, 'uploads')).find((name) => name.endsWith('.bin'))!;
    writeFileSync(join(own, 'uploads', original), 'other');
    rmSync(documentPath(own, hash));
    const verified = await there('verify');
    expect(verified.code).toBe(1);
    expect(verified.out).toContain(`凭证缺失：331123 照片.jpg（${hash}）`);
    expect(verified.out).toContain('导入原件被改动：331123 宗地.zip');
    // Missing evidence does not keep the rest from being saved.
    expect(await there('backup', join(own, '四.mutu'))).toMatchObject({ code: 3, err: expect.stringContaining('凭证缺失') });
    writeFileSync(join(own, 'scoring', long), 'a: 2');
    const elsewhere = temporaryHome();
    for (const home of [own, elsewhere]) {
      expect(await commandLine(home)('restore', backup)).toMatchObject({ code: 0 });
      expect((await commandLine(home)('verify')).code).toBe(0);
      expect(readFileSync(documentPath(home, hash), 'utf8')).toBe('照片');
      expect(readFileSync(join(home, 'scoring', long), 'utf8')).toBe('a: 1');
    }
    expect(readFileSync(join(own, 'before-restore-2026-01-01T09-00-00+08-00', 'scoring', long), 'utf8')).toBe('a: 2');
    rmSync(`${backup}.sha256`);
    const bytes = readFileSync(backup);
    const at = bytes.indexOf('照片');
    const before = readFileSync(join(elsewhere, recordFileName));
    for (const [broken, reason] of [
      [bytes.subarray(0, bytes.length - 1500), '末尾缺失'],
      [bytes.subarray(0, 700), '末尾缺失'],
      [Buffer.concat([bytes.subarray(0, at), Buffer.from('贴片'), bytes.subarray(at + 6)]), '已损坏'],
      [Buffer.concat([bytes.subarray(0, 5), Buffer.from('x'), bytes.subarray(6)]), '校验不符'],
      [Buffer.alloc(4096), '没有清单'],
    ] as const) {
      writeFileSync(backup, broken);
      expect(await commandLine(elsewhere)('restore', backup)).toMatchObject({ code: 4, err: expect.stringContaining(reason) });
    }
    expect(readFileSync(join(elsewhere, recordFileName)).equals(before)).toBe(true);
    expect(readdirSync(elsewhere).filter((name) => name.startsWith('restoring-'))).toEqual([]);
    expect((await commandLine(elsewhere)('verify')).code).toBe(0);
  });

  it('goes out as a file of exactly the view', async () => {
    const file = join(home, 'out.geojson');
    expect(await mutu('export', 'parcels', '--county', '331123', '--format', 'geojson', '-o', file)).toMatchObject({
      code: 0,
      out: expect.stringContaining('9 宗'),
    });
    const { features } = JSON.parse(readFileSync(file, 'utf8'));
    expect(features).toHaveLength(9);
    expect(features.find((one: { properties: { code: string } }) => one.properties.code === cases.exactlyOne).properties).toMatchObject({
      taxPerMuWan: 1,
      class: null,
    });
    const low = join(home, 'low.csv');
    await mutu('export', 'parcels', '--county', '331123', '--format', 'csv', '--view', 'year=2021&filter=taxPerMuWan < 1', '-o', low);
    const rows = readFileSync(low, 'utf8').trim().split('\r\n');
    expect(
      rows
        .slice(1)
        .map((row) => row.slice(0, 19))
        .sort(),
    ).toEqual([cases.justBelowOne, cases.missingYear, cases.first, cases.second, cases.foundry].sort());
    expect(
      (
        await mutu(
          'export',
          'parcels',
          '--county',
          '331123',
          '--format',
          'csv',
          '--view',
          'filter=taxPerMuWan <',
          '-o',
          join(home, 'bad.csv'),
        )
      ).code,
    ).toBe(4);
    expect(existsSync(join(home, 'bad.csv'))).toBe(false);
    expect((await mutu('export', 'parcels', '--county', '330723', '--format', 'csv', '-o', join(home, 'none.csv'))).code).toBe(4);
  });
});

describe('mutu demo and policy', () => {
  it('makes an invented county of the asked size, and never over a real one', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const made = await mutu('demo', '--county', '331123', '--parcels', '40', '--seed', '2');
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('演示数据 · 虚构') });
    expect((await mutu('verify')).code).toBe(0);
    // The lint of a policy counts the county's parcels, as the page does.
    const suichang = fileURLToPath(new URL('../data/policies/suichang-2022.yaml', import.meta.url));
    expect((await mutu('policy', 'lint', suichang, '--county', '331123', '--year', '2021')).out).toMatch(
      /空档（SC-R13a、SC-R22a）.*；涉及 \d+ 宗、\d+ 家、[\d.]+ 亩/,
    );
    expect((await mutu('policy', 'lint', '--county', '330282')).code).toBe(2);
    expect((await mutu('policy', 'lint', '--year', '2021')).code).toBe(2);
    const files = filesIn(home);
    expect((await mutu('import', files.firms, '--as', 'firms', '--county', '331123')).out).toContain('已全部清除');
    expect((await mutu('demo', '--county', '331123', '--parcels', '40')).code).toBe(4);
  });

  it('lints what it is given by line', async () => {
    const home = temporaryHome();
    const mutu = commandLine(home);
    const ok = await mutu('policy', 'lint');
    expect([ok.code, ok.out.includes('SC-G1')]).toEqual([0, true]);
    const bad = join(home, 'bad.yaml');
    writeFileSync(bad, 'id: x\nrules: 5\n');
    expect(await mutu('policy', 'lint', bad)).toMatchObject({ code: 4, out: expect.stringMatching(/bad\.yaml:\d+:\d+/) });
    // As a Chinese editor saves it: read in its own encoding, not as signs that are no words.
    writeFileSync(bad, Buffer.concat([Buffer.from([0xce, 0xb4, 0xd6, 0xaa]), Buffer.from(': 1\n')]));
    expect(await mutu('policy', 'lint', bad)).toMatchObject({ code: 4, out: expect.stringMatching(/未知/) });
    expect((await mutu('policy', 'lint', join(home, '没有.yaml'))).code).toBe(2);
  });
});
