// Policy files: the five given ones load whole, bad ones are refused with line and reason, a new county's own is taken.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicyYaml } from '../../server/intake/policy-file.ts';
import { judge } from '../../server/domain/policy/judge.ts';
import { lintPolicy } from '../../server/domain/policy/lint.ts';
import { factsOf, givenPolicy, policyIds, policyText } from '../domain/policy/given-policies.ts';

const folder = new URL('../../data/policies/', import.meta.url);

describe('given policies', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s loads and its examples are judged as they say', (file) => {
    const read = parsePolicyYaml(readFileSync(new URL(file, folder), 'utf8'), file);
    expect(read.ok ? [] : read.error).toEqual([]);
  });
  it('hold every target, rule and reading of the documents', () => {
    const counts = policyIds.map((id) => {
      const { targets, rules, ambiguities, deadlines } = givenPolicy(id);
      return [id, targets.length, rules.length, ambiguities.length, deadlines.length];
    });
    expect(counts).toEqual([
      ['wuyi-2017', 28, 13, 13, 5],
      ['suichang-2022', 4, 17, 33, 8],
      ['ningbo-2015', 12, 9, 5, 3],
      ['xiuzhou-2020', 8, 9, 12, 1],
      ['cixi-2021', 17, 16, 14, 1],
    ]);
  });
  it('keep land targets apart by kind, with their milestones and parts inside', () => {
    const land = policyIds.flatMap((id) => givenPolicy(id).targets.filter((target) => target.kind !== null));
    expect(land.map((target) => [target.id, target.value, target.unit, target.kind, target.parent])).toEqual([
      ['WY-T04', 2000, '亩', 'remediated_or_revitalised', null],
      ['WY-T25', 1000, '亩', 'remediated_or_revitalised', 'WY-T04'],
      ['SC-T03', 800, '亩', 'vacated', null],
      ['NB-T05', 30000, '亩', 'stock_revitalised', null],
      ['XZ-T03', 2000, '亩', 'vacated', null],
      ['XZ-T04', 1500, '亩', 'vacated_effective', 'XZ-T03'],
      ['CX-T06', 3000, '亩', 'revitalised', null],
    ]);
  });
  it('belong to their counties and label assumed years as such', () => {
    const rows = policyIds
      .map(givenPolicy)
      .map((policy) => [policy.county, policy.evaluationYear, policy.evaluationYearBasis.startsWith('假定')]);
    expect(rows).toEqual([
      ['330723', 2016, true],
      ['331123', 2021, false],
      ['330200', 2014, true],
      ['330411', 2019, true],
      ['330282', 2020, true],
    ]);
  });
});

/** What is said of the 遂昌 file with one line changed. */
function spoiled(from: string, to: string): { readonly line: number; readonly message: string; readonly path: string }[] {
  const text = policyText('suichang-2022');
  if (!text.includes(from)) throw new Error(`not in the file: ${from}`);
  const read = parsePolicyYaml(text.replace(from, to), 'suichang-2022.yaml');
  return read.ok ? [] : read.error.map(({ line, message, path }) => ({ line, message, path }));
}

const lineOf = (part: string): number =>
  policyText('suichang-2022')
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1;

describe('a bad file is refused with line and reason', () => {
  const r13b = '{ field: enterprise.taxPerMuWan, op: lt, value: 1, unit: 万元/亩, window';
  const cases: readonly (readonly [string, string, string, number, RegExp])[] = [
    [
      'an unknown field',
      'field: enterprise.hasPermits, op',
      'field: enterprise.hasPermit, op',
      lineOf('enterprise.hasPermits, op'),
      /未知的字段 enterprise\.hasPermit/,
    ],
    ['a wrong unit', r13b, r13b.replace('万元/亩', '元/平方米'), lineOf(r13b), /单位应为 万元\/亩/],
    ['no unit', r13b, r13b.replace(' unit: 万元/亩,', ''), lineOf(r13b), /单位应为 万元\/亩/],
    ['a clause without number', '    clause: 二(一)2', '    clause: 见正文', lineOf('    clause: 二(一)2'), /条款号/],
    ['a comparator that does not fit', 'op: eq, value: D', 'op: lt, value: D', lineOf('op: eq, value: D'), /不能用 lt/],
    ['a word that the field does not have', 'op: eq, value: D', 'op: eq, value: E', lineOf('op: eq, value: D'), /没有取值“E”/],
    ['a threshold that is no number', r13b, r13b.replace('value: 1', 'value: one'), lineOf(r13b), /应为数字/],
    [
      'a day that is none',
      'op: lt, value: 2021-01-01 }',
      'op: lt, value: 2021-13-01 }',
      lineOf('op: lt, value: 2021-01-01 }'),
      /YYYY-MM-DD/,
    ],
    ['an unknown key', '    automation: candidate', '    automations: candidate', lineOf('    automation: candidate'), /automation/],
    ['a waiver of no limb', 'scopeWaivers: [supply_date]', 'scopeWaivers: [supply]', lineOf('scopeWaivers: [supply_date]'), /没有 supply/],
    ['a rule twice', 'id: SC-R11b', 'id: SC-R11a', lineOf('id: SC-R11b'), /SC-R11a 重复/],
    ['a gap of no rule', '{ rule: SC-R22b }', '{ rule: SC-R99 }', lineOf('name: 两年都低于'), /SC-R99/],
    [
      'a window on a field without years',
      'productionStartDate, op: not_null }',
      'productionStartDate, op: not_null, window: { kind: at, anchor: evaluation_year } }',
      lineOf('productionStartDate, op: not_null }'),
      /不分年度/,
    ],
    [
      'dates in the wrong order',
      'periodEnd: 2023-12-31\ncounting',
      'periodEnd: 2021-12-31\ncounting',
      lineOf('periodEnd: 2023-12-31'),
      /早于起日/,
    ],
    [
      'an example that fails',
      'expect: { matched: [SC-R13b], proposed',
      'expect: { matched: [SC-R13a], proposed',
      lineOf('name: 两年都不到 1 万元'),
      /范例“两年都不到 1 万元”不成立.*SC-R13b/,
    ],
    ['no tax threshold where there are some', 'taxThresholds: set', 'taxThresholds: none', lineOf('taxThresholds: set'), /set/],
    ['a class without rules', 'name: 整治提升类, severity', 'name: 提升类, severity', lineOf('name: 整治提升类, severity'), /没有规则认定/],
    ['a county code that is none', 'county: "331123"', 'county: "3311"', lineOf('county: "331123"'), /行政区代码/],
    ['broken YAML', 'rules:\n', 'rules: [\n', 0, /YAML/],
    ['an alias', 'statusNote: 公开', 'statusNote: *x #', 0, /YAML|别名/],
    ['an anchor with its alias', 'gaps:\n', 'phases2: &a []\ntaxonomies: *a\ngaps:\n', 0, /别名/],
    ['a tag', 'version: "1"', 'version: !!js/function "1"', lineOf('version: "1"'), /标签/],
    ['a key twice', 'level: 县', 'level: 县\nlevel: 市', lineOf('level: 县'), /写了两次/],
    ['a tab', '    category: 淘汰关停类', '\tcategory: 淘汰关停类', lineOf('    category: 淘汰关停类'), /制表符/],
    ['a number where words are wanted', 'version: "1"', 'version: 1', lineOf('version: "1"'), /应为文字，现为数字.*引号/],
    ['no clause', '    clause: 二(一)2\n', '', lineOf('    clause: 二(一)2'), /缺少这一项/],
    ['a class spelt otherwise', '    category: 整治提升类', '    category: 整治提昇类', lineOf('category: 整治提升类'), /没有“整治提昇类”/],
    [
      'an unknown field in the base of the examples',
      '    isTenant: false',
      '    isTennant: false',
      lineOf('isTenant: false'),
      /isTennant 未知的字段/,
    ],
    ['a threshold that would be taken for 1', 'op: lt, value: 1, unit', 'op: lt, value: 0.99999999999999999999, unit', 0, /位数过多/],
    ['a threshold that is not decimal', 'op: lt, value: 1, unit', 'op: lt, value: 0x1, unit', 0, /0x1 应写成十进制/],
    ['a list where a value should be', 'op: lt, value: 1, unit', 'op: lt, value: -, unit', 0, /不能解析：花括号/],
    ['an unknown field that an example unsets', 'unset: [parcel.supplyDate]', 'unset: [parcel.suply]', 0, /未知的字段 parcel\.suply/],
  ];
  it.each(cases)('%s', (_name, from, to, line, reason) => {
    const issues = spoiled(from, to);
    expect(issues.map((issue) => issue.message).join('\n')).toMatch(reason);
    if (line > 0) expect(issues.some((issue) => reason.test(issue.message) && Math.abs(issue.line - line) <= 8)).toBe(true);
  });
  it('says the very line and place of a wrong value', () => {
    const line = lineOf('op: ge, value: 15');
    expect(spoiled('op: ge, value: 15, unit: 亩', 'op: ge, value: 15, unit: 公顷')).toEqual([
      { line, message: '占地面积的单位应为 亩，写作 公顷', path: 'rules[12].when.all[1].unit' },
    ]);
  });
  it('reports everything that is wrong, not the first thing', () => {
    const text = policyText('suichang-2022').replaceAll('automation: candidate', 'automation: robot');
    const read = parsePolicyYaml(text, 'x');
    expect(read.ok ? 0 : read.error.length).toBe(17);
  });
  it('refuses text that is no policy at all', () => {
    for (const text of ['', '42', '- a', 'id: x']) expect(parsePolicyYaml(text, 'x').ok).toBe(false);
  });
});

describe("another county's own policy", () => {
  const text = `
id: jiangshan-2024
version: "1"
title: 江山市低效工业用地整治办法（试写）
jurisdiction: 江山市
level: 县级市
county: "330881"
status: 试行
periodStart: 2024-01-01
periodEnd: 2026-12-31
countingStart: 2024-01-01
countingStartBasis: 写明
evaluationYear: 2023
evaluationYearBasis: 写明
taxThresholds: set
classes:
  - { name: 清退, severity: 2, style: double, colour: "#7a0177" }
  - { name: 提升, severity: 1, style: dots, colour: "#1d4ed8" }
precedenceBasis: 第五条写明从严
scope:
  clause: 第三条
  wording: 占地超过 2 亩的工业企业
  limbs:
    - { id: size, wording: 占地超过 2 亩, when: { field: enterprise.occupiedAreaMu, op: gt, value: 2, unit: 亩 } }
rules:
  - id: JS-1
    kind: classification
    subject: enterprise
    category: 清退
    clause: 第六条
    wording: 亩均税收三年都低于 0.8 万元
    when: { field: enterprise.taxPerMuWan, op: lt, value: 0.8, unit: 万元/亩, window: { kind: last_consecutive, n: 3, anchor: evaluation_year } }
    automation: candidate
  - id: JS-2
    kind: classification
    subject: enterprise
    category: 提升
    clause: 第七条
    wording: 亩均税收在 1.5 万元至 4 万元之间
    when:
      all:
        - { field: enterprise.taxPerMuWan, op: ge, value: 1.5, unit: 万元/亩 }
        - { field: enterprise.taxPerMuWan, op: lt, value: 4, unit: 万元/亩 }
    automation: candidate
targets: []
examples:
  - name: 三年都低
    facts: { enterprise: { occupiedAreaMu: 3, taxPerMuWan: { "2021": 0.7, "2022": 0.1, "2023": 0.79 } } }
    expect: { matched: [JS-1], proposed: 清退 }
`;
  const read = parsePolicyYaml(text, 'jiangshan.yaml');
  it('is read, judged and linted without a developer', () => {
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const policy = read.value;
    const at = (now: number) => factsOf({ enterprise: { occupiedAreaMu: 3, taxPerMuWan: { 2021: 2, 2022: 2, 2023: now } } }, 2023);
    expect([1.5, 3.99, 4, 1.2].map((now) => judge(at(now), policy).proposed)).toEqual(['提升', '提升', null, null]);
    const gaps = lintPolicy(policy).gaps.map((gap) => gap.message);
    expect(gaps.some((message) => message.includes('2023 年亩均税收高于 0.8、低于 1.5 万元/亩'))).toBe(true);
    expect(lintPolicy(policy).overlaps).toEqual([]);
  });
});
