// Parameter files of the evaluation: the given ones load, bad ones are refused with line and reason.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { parameterFileOf } from '#domain/scoring/parameter-schema.ts';
import { parametersFor } from '#domain/scoring/parameters.ts';
import { parseScoringYaml, readScoringFolder } from '../../server/intake/scoring-file.ts';

const folder = new URL('../../data/scoring/', import.meta.url);
const suichang = readFileSync(new URL('331123-suichang-example.yaml', folder), 'utf8');

/** Issues of the Suichang file with one piece of text changed, and the line on which the change stands. */
function changed(from: string | RegExp, to: string) {
  const text = suichang.replace(from, to);
  expect(text).not.toBe(suichang);
  const read = parseScoringYaml(text, 'x.yaml');
  const before = suichang.split('\n');
  const line = text.split('\n').findIndex((each, index) => each !== before[index]) + 1;
  return { issues: read.ok ? [] : read.error, line };
}

describe('given parameter files', () => {
  const { sets, faults } = readScoringFolder(folder.pathname);

  it('all load, one per demonstration county, each marked as an example with its basis', () => {
    expect(faults).toEqual([]);
    expect(sets).toHaveLength(readdirSync(folder).length);
    expect(sets.map((set) => String(set.county)).sort()).toEqual(['330282', '330411', '330723', '331123']);
    for (const set of sets) {
      expect(set.example).toBe(true);
      expect(set.basis).toMatch(/^示例。/);
      expect(set.title).toContain('示例');
    }
  });

  it('are found by county and year', () => {
    expect(parametersFor(sets, '331123', 2021)?.id).toBe('suichang-example');
    expect(parametersFor(sets, '331123', 2031)).toBeNull();
    expect(parametersFor(sets, '330000', 2021)).toBeNull();
  });

  it('come back the same when written out and read again', () => {
    for (const set of sets) {
      const again = parseScoringYaml(stringify(parameterFileOf(set)), 'again.yaml');
      expect(again.ok && again.value).toEqual(set);
    }
  });
});

describe('refusals name line and reason', () => {
  const cases: [string, string | RegExp, string, RegExp, string][] = [
    ['unknown key', 'prevails: imported', 'prevails: imported\nprevail: computed', /不认识的项：prevail/, 'prevail'],
    ['unknown class', 'atMost: D', 'atMost: E', /没有类别 E/, 'groups[0].vetoes[0].atMost'],
    [
      'weights that miss the total',
      'weight: 30, base: 16.75',
      'weight: 29.9, base: 16.75',
      /权重合计 99\.9，与总权重 100 不符/,
      'groups[0].indicators',
    ],
    [
      'a wrong unit',
      '{ id: tax-per-mu, weight: 30',
      '{ id: tax-per-mu, unit: 万元/吨, weight: 30',
      /单位 万元\/吨 与 tax\/area 不符/,
      'groups[0].indicators[0].unit',
    ],
    ['an unknown indicator', 'id: research-share', 'id: research-ratio', /research-ratio 不在常用指标之列/, 'groups[0].indicators[5]'],
    ['shares that miss 100 %', 'class: D, percent: 5', 'class: D, percent: 6', /比例合计 101%/, 'groups[0].cuts.shares'],
    [
      'classes out of order',
      'class: A, percent: 20 }, { class: B',
      'class: B, percent: 20 }, { class: A',
      /次序与 classes 不一致/,
      'groups[0].cuts.shares[1].class',
    ],
    ['a base of zero', 'base: 16.75', 'base: 0', /基准值须大于零/, 'groups[0].indicators[0].base'],
    ['a missing rule left out', 'floor: 0, missing: not-evaluated', 'floor: 0', /无效选项/, 'groups[0].indicators[0].missing'],
    [
      'a floor above the cap',
      'cap: 1.5, floor: 0, missing: not-evaluated',
      'cap: 1.5, floor: 1.5, missing: not-evaluated',
      /下限倍数须低于上限倍数/,
      'groups[0].indicators[0].floor',
    ],
    [
      'full points over nothing without a cap',
      'cap: 1.5, floor: 0, missing: reweight, zeroDenominator: cap',
      'floor: 0, missing: reweight, zeroDenominator: cap',
      /没有上限/,
      'groups[0].indicators[3].zeroDenominator',
    ],
    ['a number with too many digits', 'base: 16.75', 'base: 16.7512345678901234', /须加引号/, ''],
    ['a word for a number', 'base: 16.75', 'base: 十六', /不是数字：十六/, 'groups[0].indicators[0].base'],
    ['years the wrong way round', 'from: 2015, to: 2030', 'from: 2031, to: 2030', /早于起始年/, 'years.to'],
    ['a county that is none', "'331123'", "'33112'", /不是六位县级区划代码/, 'county'],
    ['industry codes without quotes', "['44', '45', '46']", '[44, 45, 46]', /加引号的二至四位数字/, 'unrated.reasons[0].when[0].codes[0]'],
    [
      'an item without a condition',
      'name: 未投产且未过合同约定期限, when: [{ kind: mark }]',
      'name: 未投产且未过合同约定期限, when: []',
      /至少写一个条件/,
      'unrated.reasons[2].when',
    ],
    [
      'an indicator in an exemption',
      'is: [true] }]',
      'is: [true] }, { kind: indicator, indicator: tax-per-mu, op: lt, value: 1 }]',
      /不能用指标值/,
      'unrated.reasons[1].when[1].kind',
    ],
    ['a tie break by something else', 'tieBreak: [tax-per-mu]', 'tieBreak: [tax]', /本组没有指标 tax/, 'groups[0].tieBreak[0]'],
    ['one item id twice', 'id: minor-accident', 'id: honour', /条目编号 honour 重复/, 'groups[0]'],
    ['a group that never has its turn', 'when: { aboveScale: true }', 'when: {}', /永远轮不到/, 'groups[1]'],
    ['YAML that does not parse', 'classes:', 'classes: [', /YAML 不能解析/, ''],
    ['an alias', 'land: [assessed, occupied]', 'land: &land [assessed]\nmore: *land', /不支持 YAML 别名/, ''],
  ];
  it.each(cases)('%s', (_, from, to, reason, path) => {
    const { issues, line } = changed(from, to);
    const issue = issues.find((each) => reason.test(each.message));
    expect(issues.map((each) => each.message).join('\n')).toMatch(reason);
    expect(issue).toMatchObject({ file: 'x.yaml', path });
    expect(issue!.column).toBeGreaterThan(0);
    if (/\.(unit|base|atMost|floor|to|class|zeroDenominator)$|^county$|codes/.test(path)) expect(issue!.line).toBe(line);
  });

  it('gives all faults at once, in the order of the file', () => {
    const text = suichang.replace('base: 16.75', 'base: -1').replace('atMost: D', 'atMost: E');
    const read = parseScoringYaml(text, 'x.yaml');
    expect(read.ok).toBe(false);
    const lines = read.ok ? [] : read.error.map((issue) => issue.line);
    expect(lines).toHaveLength(2);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('refuses an empty file and a file that is no map', () => {
    for (const text of ['', '- a\n- b\n', 'nur Text']) expect(parseScoringYaml(text, 'x.yaml').ok).toBe(false);
  });

  it('leaves out a second set for the same county and years and says so', () => {
    const home = mkdtempSync(join(tmpdir(), 'mutu-scoring-'));
    try {
      writeFileSync(join(home, 'a.yaml'), suichang);
      writeFileSync(
        join(home, 'b.yaml'),
        suichang.replace('id: suichang-example', 'id: suichang-2021').replace('from: 2015, to: 2030', 'from: 2021, to: 2021'),
      );
      writeFileSync(join(home, 'note.txt'), 'not a set');
      const { sets, faults } = readScoringFolder(home);
      expect(sets.map((set) => set.id)).toEqual(['suichang-example']);
      expect(faults).toMatchObject([{ file: 'b.yaml', message: expect.stringMatching(/2021 年/) }]);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
