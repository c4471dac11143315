// Names in our own workbook of corrections, by which it is known again when it comes back.

export const correctionsSheet = { list: '问题清单' } as const;

/** A row of an earlier file: what the column 更正来源 says. */
export interface CorrectedRow {
  /** Beginning of the earlier file's SHA-256. */
  readonly hash: string;
  readonly sheet: string | null;
  readonly row: number;
}

export function correctedRowText({ hash, sheet, row }: CorrectedRow): string {
  return `${hash.slice(0, 12)}:${row}:${sheet ?? ''}`;
}

export function parseCorrectedRow(text: string): CorrectedRow | null {
  const match = /^([0-9a-f]{12}):(\d{1,9}):(.*)$/.exec(text.trim());
  return match ? { hash: match[1]!, row: Number(match[2]), sheet: match[3] === '' ? null : match[3]! } : null;
}
