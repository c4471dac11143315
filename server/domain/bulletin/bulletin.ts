// A bulletin (通报): figures, the text told from them and edited by people, and the comparison with the issue before; frozen as one canonical text.
import { z } from 'zod';
import type { Sha256 } from '../ledger/chain.ts';
import { parseIsoDate } from '../period.ts';
import { canonicalJson, type Json } from './canonical.ts';
import type { Comparison } from './compare.ts';
import type { Doubt } from './doubts.ts';
import type { BulletinFigures } from './figures.ts';

/** Control characters have no place in a paper, and some of them none in XML. */
const clean = (text: string): boolean => !/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u.test(text);
const line = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => clean(text) && !/[\n\r\t]/.test(text), '应为一行文字');

/** The words of a bulletin. Body: one paragraph per line; 一、（一）1.（1） at its start make it a heading; a table's mark on a line of its own places it. */
export const bulletinTextSchema = z.strictObject({
  /** 发文机关标志. */
  issuer: line(60),
  /** 发文字号; empty when there is none. */
  number: line(60),
  title: line(120).min(1),
  /** 主送. */
  addressee: line(300),
  body: z.string().min(1).max(20_000).refine(clean, '不能含控制字符'),
  /** 署名. */
  signer: line(60),
  /** 成文日期. */
  signedOn: z.string().refine((text) => parseIsoDate(text) !== null, '应为 YYYY-MM-DD 形式的日期'),
});
export type BulletinText = z.infer<typeof bulletinTextSchema>;

/** Lines of the body that stand for a table. */
export const tableMarks = { targets: '〔表：主要指标〕', townships: '〔表：乡镇进度〕' } as const;

/** The issue that comes before, by number and hash. */
export interface IssueName {
  readonly number: number;
  readonly hash: string;
}

/** Everything that is frozen, under one hash. */
export interface BulletinContent {
  readonly form: 1;
  /** Number of the issue in its county, from 1 on. */
  readonly number: number;
  readonly figures: BulletinFigures;
  /** Hash of the figures alone. */
  readonly figuresHash: string;
  readonly text: BulletinText;
  /** Whether people changed the text that the figures give. */
  readonly edited: boolean;
  readonly comparison: Comparison | null;
  /** Numbers of an edited text that the figures do not give, kept with the issue: whoever froze it was told. */
  readonly doubts: readonly Doubt[];
  /** The issue that this one takes the place of; null for a first one. */
  readonly replaces: IssueName | null;
  readonly frozenBy: string;
  readonly frozenAt: string;
}

export const figuresText = (figures: BulletinFigures): string => canonicalJson(figures as unknown as Json);
export const figuresHash = (figures: BulletinFigures, sha256: Sha256): string => sha256(figuresText(figures));

/** The text that is hashed and kept. */
export function contentText(content: BulletinContent): string {
  return canonicalJson(content as unknown as Json);
}

/** What stands at the foot of every page: whose figures, of which day, data and issue. */
export function footLine({ figures, number }: BulletinContent, hash: string): string {
  const { county, policy, asOf, dataVersion } = figures;
  return [
    ...(county.demo ? ['演示数据 · 虚构'] : []),
    `政策状态：${policy.status || '未注明'}`,
    `截至 ${asOf}`,
    `数据版本 ${dataVersion}`,
    `第 ${number} 号`,
    `校验 ${hash.slice(0, 16)}`,
  ].join('  ');
}
