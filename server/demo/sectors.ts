// How a line of business shows in names and figures: nouns, tags as the policies use them, tax burden, energy and hands per value added.
import { industryName } from './reference.ts';

export interface Sector {
  readonly code: string;
  readonly name: string;
  /** Endings of firm names. */
  readonly nouns: readonly string[];
  /** Tags that firms of the sector carry. */
  readonly tags: readonly string[];
  /** Tags that a few of them carry. */
  readonly rareTags: readonly string[];
  /** Tax per mu against the county's median, as a factor. */
  readonly level: number;
  /** Tax against revenue. */
  readonly burden: number;
  /** Tonnes of coal equivalent per 万元 of value added. */
  readonly energy: number;
}

type Row = readonly [codes: string, nouns: string, tags: string, rareTags: string, level: number, burden: number, energy: number];

const rows: readonly Row[] = [
  ['1371 1530', '食品 茶业 农产', '', '', 0.7, 0.035, 0.25],
  ['1712 1751 1761', '纺织 布艺 织造', '织造', '', 0.75, 0.03, 0.5],
  ['1713 1752', '印染 染整', '印染', '', 1.2, 0.045, 1.6],
  ['1763 1819 1771', '针织 服饰 家纺', '', '', 0.85, 0.035, 0.2],
  ['2032 2041 2110 2120', '竹木 竹业 家居', '', '', 0.7, 0.035, 0.3],
  ['2130', '家具 家居', '', '', 0.9, 0.035, 0.25],
  ['2221', '纸业 特种纸', '造纸', '', 1.25, 0.04, 1.8],
  ['2231 2319', '包装 印务', '', '', 0.85, 0.04, 0.3],
  ['2614 2641 2662', '化工 新材料', '化工', '', 1.6, 0.055, 1.4],
  ['2822 2829', '化纤 新材料', '化纤', '', 1.35, 0.03, 1.2],
  ['2913 2922 2927 2929', '塑业 橡塑 塑料制品', '', '废旧塑料加工', 0.85, 0.04, 0.5],
  ['3031', '建材 新型墙材', '烧结砖', '轮窑烧结砖生产线', 0.45, 0.045, 1.9],
  ['3041', '玻璃', '平板玻璃', '', 0.8, 0.04, 2.2],
  ['3130', '金属材料 特钢', '', '小冶炼', 1.5, 0.03, 1.7],
  ['3252', '铝业 有色金属', '', '小冶炼', 1.1, 0.03, 1.3],
  ['3311 3312 3351', '金属制品 门业 五金', '', '喷涂', 1.05, 0.045, 0.3],
  ['3322 3324', '工具 五金', '', '金属表面处理', 0.95, 0.045, 0.3],
  ['3360', '表面处理 金属涂装', '金属表面处理', '喷涂', 0.9, 0.05, 0.9],
  ['3381 3382', '厨具 杯业', '不锈钢', '金属表面处理', 1, 0.04, 0.35],
  ['3391 3392', '铸造 铸件', '铸造', '冲天炉铸造加工点', 0.8, 0.045, 1.5],
  ['3443 3451 3465 3482 3484', '机械 轴承 精工', '', '', 1.1, 0.05, 0.25],
  ['3525', '模具 模塑', '', '', 1, 0.05, 0.2],
  ['3670', '汽车部件 车配', '', '', 1.25, 0.05, 0.25],
  ['3812 3831', '电机 电缆 电工', '', '', 1.15, 0.045, 0.2],
  ['3825 3985', '光伏 新能源 电子材料', '', '', 1.7, 0.035, 0.4],
  ['3853 3854 3855 3859 3872', '电器 小家电 照明', '', '', 1.2, 0.045, 0.15],
  ['4220', '再生资源 循环科技', '废旧塑料加工', '', 0.5, 0.04, 0.7],
];

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

const sectors: ReadonlyMap<string, Sector> = new Map(
  rows.flatMap(([codes, nouns, tags, rareTags, level, burden, energy]) =>
    words(codes).map((code): [string, Sector] => [
      code,
      { code, name: industryName(code) ?? code, nouns: words(nouns), tags: words(tags), rareTags: words(rareTags), level, burden, energy },
    ]),
  ),
);

export function sectorOf(code: string): Sector {
  const sector = sectors.get(code);
  if (!sector) throw new RangeError(`no sector ${code}`);
  return sector;
}
