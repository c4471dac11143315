// One kind of finding: its name, how grave it usually is, who usually mends it, and what to do about it.

/** Who mends what: 土地 land, 税务 tax, 统计 statistics, 供电 power, 乡镇 township, 我们 whoever runs this program. */
export const bureaus = ['土地', '税务', '统计', '供电', '乡镇', '我们'] as const;
export type Bureau = (typeof bureaus)[number];

export const severities = ['info', 'warning', 'error'] as const;
/** info: noted; warning: kept, look at it; error: the row (or file) was not taken. */
export type Severity = (typeof severities)[number];

export interface IssueKindFacts {
  readonly zh: string;
  readonly en: string;
  /** The gravest it usually comes with; one finding may say otherwise. */
  readonly severity: Severity;
  /** Who mends it when the file does not say; null: the bureau that sent the file. */
  readonly bureau: Bureau | null;
  /** What to do, in words for whoever mends it. */
  readonly todo: { readonly zh: string; readonly en: string };
}

export const kind = (
  severity: Severity,
  bureau: Bureau | null,
  zh: string,
  en: string,
  todoZh: string,
  todoEn: string,
): IssueKindFacts => ({
  zh,
  en,
  severity,
  bureau,
  todo: { zh: todoZh, en: todoEn },
});
