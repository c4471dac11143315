// What was found wrong in what a bureau sent: one row per finding, addressed to who can mend it.
import type { SourcePlace } from './source.ts';

export const severities = ['info', 'warning', 'error'] as const;
/** info: noted; warning: kept, look at it; error: the row (or file) was not taken. */
export type Severity = (typeof severities)[number];

export const bureaus = ['土地', '税务', '统计', '供电', '乡镇', '我们'] as const;
export type Bureau = (typeof bureaus)[number];

/** One finding. `kind` is one of the documented kinds in `issueKinds`. */
export interface Issue extends SourcePlace {
  readonly kind: IssueKind;
  readonly severity: Severity;
  /** Column header as written in the file; null when the finding is about the whole row or file. */
  readonly column: string | null;
  /** 宗地代码 or 统一社会信用代码 concerned, when known. */
  readonly subject: string | null;
  readonly value: string | null;
  /** What is wrong, what was kept, what to do: one Chinese sentence or two. */
  readonly message: string;
  readonly mender: Bureau;
}

/** Every kind of finding, with its Chinese name. Grows with the importer; never reuse a key. */
export const issueKinds = {
  'file-unreadable': '文件无法读取',
  'encoding-uncertain': '编码不能确定',
  'crs-unknown': '坐标系不能确定',
  'crs-conflict': '坐标与坐标系不符',
  'header-missing': '缺少必需列',
  'column-unmapped': '未识别的列',
  'column-duplicate': '重复的列',
  'row-not-data': '非数据行（标题、合计、签章）',
  'row-empty': '空行',
  'value-missing': '缺必填值',
  'value-invalid': '值不合规',
  'value-rounded': '值精度超出最小单位',
  'value-negative': '负值',
  'unit-assumed': '单位按惯例认定',
  'uscc-check-digit': '统一社会信用代码校验位不符',
  'parcel-code-invalid': '宗地代码不合规',
  'county-mismatch': '代码不属于本县',
  'duplicate-code': '代码重复',
  'duplicate-row': '同一企业同一年度重复',
  'geometry-missing': '缺图形',
  'geometry-type': '图形类型不符',
  'geometry-self-crossing': '图形自相交',
  'geometry-unclosed': '界址线未闭合',
  'geometry-sliver': '狭长碎片',
  'geometry-overlap': '图形重叠',
  'geometry-hole': '带孔图形',
  'geometry-outside-county': '图形在县域之外',
  'geometry-repaired': '图形已修复',
  'area-mismatch': '登记面积与图形面积不符',
  'area-missing': '缺登记面积',
  'date-invalid': '日期不合规',
  'date-order': '日期先后矛盾',
  'blank-as-absent': '空白按“无”处理',
  'firm-unmatched': '企业未匹配宗地',
  'parcel-unmatched': '宗地未匹配企业',
  'account-without-firm': '账目企业不在名册',
  'match-by-name': '按名称匹配',
  'match-ambiguous': '匹配不唯一',
  'tenure-unknown-parcel': '租用关系的宗地不存在',
  'tenure-over-area': '占用面积合计超过宗地',
  'area-unit-conflict': '面积单位存疑',
  'date-assumed': '日期不完整，按首日认定',
  'value-assumed': '值按上下文认定',
  'sheet-skipped': '未读取的工作表或图层',
  'file-mislabelled': '扩展名与内容不符',
  'row-shifted': '列错位',
  'axes-swapped': '坐标轴颠倒',
  'township-unknown': '乡镇不在名单',
  'merged-cells': '合并单元格',
  'sanity-use': '闲置、停产与用能、用工矛盾',
  'sanity-money': '税收、营收等金额之间矛盾',
  'sanity-scale': '规上与营收矛盾',
  'sanity-area': '评价用地与占用面积矛盾',
  'sanity-jump': '年度间突变',
  'file-unsafe': '文件不安全（炸弹、越界路径、外部引用）',
  'file-encrypted': '文件有密码',
  'limit-exceeded': '超过导入上限',
  'content-ignored': '宏、链接等未执行',
  'layer-choice': '多个图层或表的取舍',
  'crs-shift-suspected': '疑似偏移坐标（GCJ-02、BD-09）',
  'crs-not-measured': '坐标系只用于落图、不用于量面积',
  'unit-converted': '外制单位已换算',
  'geometry-duplicate': '图形与另一宗相同',
  'geometry-duplicate-points': '界址点重复',
  'geometry-spike': '界址线有尖刺',
  'geometry-hole-outside': '孔不在外环之内',
  'geometry-multipart': '图形分为多块',
  'geometry-gap': '相邻宗地间有缝隙',
  'geometry-repair-proposed': '建议修复图形',
  'township-mismatch': '图形不在所填乡镇',
} as const;
export type IssueKind = keyof typeof issueKinds;
