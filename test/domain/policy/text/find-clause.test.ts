// Clauses are opened by number in texts of this test's own making.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseSteps, findClause } from '../../../../server/domain/policy/text/find-clause.ts';
import { chineseNumber } from '../../../../server/domain/policy/text/outline.ts';

const sample = `某镇告示
一、来电请打某号。
二、来信请寄某处。

某镇工坊办法（虚构）
为了把灯点亮，写下这些话。
一、总的想法
（一）灯要亮
(二) 门要开
1．早上开。
2. 晚上关。
第二天再开。
二、谁来做
（一）甲组。甲组有三件事：
1、扫地；
(1) 先扫里面；
（2）再扫外面。
2、擦窗。
一是擦内窗。
二是擦外窗。
（二）乙组
煮饭的写在这里。
洗碗的写在那里。
三、其他
10.不是标题层级里的第十项。
2.5 亩不是标题。
附件1
一、表一
附件2
灯管所：换灯泡
门卫室：看门
`;

const text = (clause: string) => findClause(sample, clause)?.text;

describe('a clause by its number', () => {
  it.each([
    ['一(二)1', '1．早上开。'],
    ['一（二）2', '2. 晚上关。\n第二天再开。'],
    ['一、(二)2.', '2. 晚上关。\n第二天再开。'],
    ['二(一)1', '1、扫地；\n(1) 先扫里面；\n（2）再扫外面。'],
    ['二(一)1(2)', '（2）再扫外面。'],
    ['二(一)2二', undefined],
    ['二(二)目2', '洗碗的写在那里。'],
    ['三10', '10.不是标题层级里的第十项。\n2.5 亩不是标题。'],
    ['附件2 门卫室', '门卫室：看门'],
  ])('%s', (clause, found) => {
    if (found !== undefined) expect(findClause(sample, clause)).toMatchObject({ match: 'exact', text: found });
    else expect(findClause(sample, clause)?.match).toBe('nearest');
  });

  it('the document, not the covering note before it, is meant by 一 and 二', () => {
    expect(text('一')).toMatch(/^一、总的想法/u);
    expect(text('二')).toMatch(/^二、谁来做[\s\S]*洗碗/u);
    expect(text('二')).not.toContain('三、');
  });

  it('what the number says beyond the text is told: the nearest part, or nothing', () => {
    expect(findClause(sample, '一(二)9')).toMatchObject({ match: 'nearest', text: expect.stringMatching(/^\(二\) 门要开/u) as string });
    expect(findClause(sample, '九')).toBeNull();
    expect(findClause('没有编号的一段话', '一')).toBeNull();
    expect(findClause('', '导语')).toBeNull();
    expect(findClause(sample, '')).toBeNull();
  });

  it('the words before the first heading are 导语', () => {
    expect(text('导语')).toMatch(/为了把灯点亮，写下这些话。$/u);
  });

  it('lines are counted from 1', () => {
    expect(findClause(sample, '一')).toMatchObject({ from: 7, to: 12 });
  });

  it('articles, and 一是 under a clause', () => {
    const articles = '第一条 甲。\n第二条 乙。\n乙续。\n第十二条 丙。';
    expect(findClause(articles, '第二条')?.text).toBe('第二条 乙。\n乙续。');
    expect(findClause(articles, '第十二条')?.text).toBe('第十二条 丙。');
    expect(findClause('一、事\n(一)事中事\n一是甲。\n二是乙。', '一(一)二')?.text).toBe('二是乙。');
  });
});

it('every heading of a text made at random is found under its own number, whatever brackets it is written with', () => {
  const words = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (shape, wide) => {
        const [left, right] = wide ? ['（', '）'] : ['(', ')'];
        const lines: string[] = [];
        const expected: [string, string][] = [];
        for (const [top, parts] of shape.entries()) {
          lines.push(`${words[top]}、标题${top}`);
          for (const [part, items] of parts.entries()) {
            lines.push(`${left}${words[part]}${right}分题`);
            for (let item = 1; item <= items; item += 1) {
              lines.push(`${item}${wide ? '．' : '.'}事项 ${top}-${part}-${item}`);
              expected.push([`${words[top]}(${words[part]})${item}`, lines.at(-1)!]);
            }
          }
        }
        for (const [clause, line] of expected) expect([clause, findClause(lines.join('\r\n'), clause)?.text]).toEqual([clause, line]);
      },
    ),
    { numRuns: 50 },
  );
});

it('reads numbers', () => {
  expect(['一', '十', '十二', '二十', '九十九', '', '百', '十十'].map(chineseNumber)).toEqual([1, 10, 12, 20, 99, null, null, null]);
  expect(clauseSteps('三(四)之后未编号段').at(-1)).toEqual({ kind: 'words', words: '之后未编号段' });
});
