// Firms found by code, by name, or not at all; what is left over is reported.
import { describe, expect, it } from 'vitest';
import { matchFirms } from '#domain/firms/match.ts';
import { foldCompanyForm, foldName } from '#domain/firms/names.ts';
import { account, firm, parcel, tenure } from './samples.ts';

const held = (code: string, holder: string | null, holderUscc: string | null = null) => parcel(code, { holder, holderUscc });

describe('folding names', () => {
  it.each([
    ['浙江（遂昌）宏图机械有限公司', '浙江(遂昌)宏图机械 有限公司'],
    ['ＡＢＣ五金厂', 'abc五金厂'],
    ['遂昌·永达　机械有限公司', '遂昌永达机械有限公司'],
    ['遂昌永达机械有限责任公司', '遂昌永达机械有限公司'],
    ['遂昌永达股份公司', '遂昌永达股份有限公司'],
  ])('%s is %s', (a, b) => expect(foldCompanyForm(a)).toBe(foldCompanyForm(b)));

  it.each([
    ['遂昌永达股份有限公司', '遂昌永达有限公司'],
    ['遂昌永达机械有限公司', '遂昌永达机械有限公司一分厂'],
    ['遂昌恒达200五金有限公司', '遂昌恒达20五金有限公司'],
  ])('%s is not %s', (a, b) => expect(foldCompanyForm(a)).not.toBe(foldCompanyForm(b)));

  it('keeps what stands in brackets', () => expect(foldName('永达(遂昌)')).toBe('永达遂昌'));
});

describe('matching firms to parcels', () => {
  it('goes by credit code first, whatever the name says', () => {
    const { holders, report } = matchFirms({
      parcels: [held('P1', '老名字有限公司', 'A')],
      firms: [firm('A', '新名字有限公司')],
      accounts: [],
      tenures: [],
    });
    expect(holders.get('P1')).toEqual({ uscc: 'A', basis: 'holder-code' });
    expect(report.contradicting).toEqual([]);
  });

  it('says when code and name point at two different firms', () => {
    const { holders, report } = matchFirms({
      parcels: [held('P1', '乙厂', 'A')],
      firms: [firm('A', '甲厂'), firm('B', '乙厂')],
      accounts: [],
      tenures: [],
    });
    expect(holders.get('P1')?.uscc).toBe('A');
    expect(report.contradicting).toEqual([{ parcel: 'P1', byCode: 'A', byName: 'B' }]);
  });

  it('goes by folded name when the code is in no register, and takes that code for the firm elsewhere', () => {
    const matching = matchFirms({
      parcels: [held('P1', '浙江（遂昌）宏图机械有限公司', 'WRONG')],
      firms: [firm('A', '浙江(遂昌)宏图机械 有限公司')],
      accounts: [],
      tenures: [tenure('P1', 'WRONG', '自用', 3)],
    });
    expect(matching.holders.get('P1')).toEqual({ uscc: 'A', basis: 'holder-name' });
    expect(matching.resolve('WRONG')).toBe('A');
    expect(matching.report.byName).toEqual([{ parcel: 'P1', uscc: 'A', written: 'WRONG' }]);
    expect(matching.report.unmatchedFirms).toEqual([]);
  });

  it('matches nobody when a name fits several firms', () => {
    const { holders, report } = matchFirms({
      parcels: [held('P1', '永达五金厂')],
      firms: [firm('A', '永达五金厂'), firm('B', '永达 五金厂')],
      accounts: [],
      tenures: [],
    });
    expect(holders.size).toBe(0);
    expect(report.ambiguous).toEqual([{ subject: 'P1', noun: 'parcel', name: '永达五金厂', usccs: ['A', 'B'] }]);
    expect(report.unmatchedParcels).toEqual(['P1']);
  });

  it('prefers the name as written to the one with company forms made equal', () => {
    const firms = [firm('A', '永达有限公司'), firm('B', '永达有限责任公司')];
    expect(matchFirms({ parcels: [held('P1', '永达有限责任公司')], firms, accounts: [], tenures: [] }).holders.get('P1')?.uscc).toBe('B');
  });

  it('does without a register: accounts name firms too', () => {
    const { holders } = matchFirms({
      parcels: [held('P1', null, 'A'), held('P2', '乙厂')],
      firms: [],
      accounts: [account('A', 2021, 1), account('B', 2021, 1, { name: '乙厂' })],
      tenures: [],
    });
    expect([...holders]).toEqual([
      ['P1', { uscc: 'A', basis: 'holder-code' }],
      ['P2', { uscc: 'B', basis: 'holder-name' }],
    ]);
  });

  it("counts an account under the one firm of its name, but not against that firm's own account of the year", () => {
    const firms = [firm('A', '甲厂')];
    const stray = account('X', 2021, 5, { name: '甲 厂' });
    expect(matchFirms({ parcels: [], firms, accounts: [stray], tenures: [] }).resolve('X')).toBe('A');
    expect(matchFirms({ parcels: [], firms, accounts: [stray, account('A', 2020, 1)], tenures: [] }).resolve('X')).toBe('A');
    expect(matchFirms({ parcels: [], firms, accounts: [stray, account('A', 2021, 1)], tenures: [] }).resolve('X')).toBe('X');
    expect(matchFirms({ parcels: [], firms, accounts: [stray, account('Y', 2021, 1, { name: '甲厂' })], tenures: [] }).resolve('X')).toBe(
      'X',
    );
  });

  it('reports what is left over on every side', () => {
    const { report } = matchFirms({
      parcels: [held('P1', '无名', null), held('P2', null), held('P3', null)],
      firms: [firm('A', '甲厂'), firm('B', '乙厂')],
      accounts: [account('C', 2021, 77.7, { name: '查无此企' })],
      tenures: [tenure('P2', 'A', '租用', 1), tenure('P9', 'A', '租用', 1), tenure('P3', 'A', '出租', 1)],
    });
    expect(report.unmatchedParcels).toEqual(['P1', 'P3']);
    expect(report.unmatchedFirms).toEqual(['B']);
    expect(report.unmatchedAccounts).toEqual(['C']);
    expect(report.unusedTenures.map((row) => row.parcel)).toEqual(['P9']);
  });
});
