// Reads the words clerks use for yes and no, grades, roles, kinds and modes.
import { ownValue } from '#domain/own-value.ts';
import { grades, type FirmKind, type Grade, type TenureRole } from '#domain/firms/firm.ts';
import { acquisitionModes, type AcquisitionMode } from '#domain/land/parcel.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import { yearOf } from '#domain/period.ts';
import { readDay } from './day.ts';

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

const yesWords = new Set([
  '是',
  '是的',
  '有',
  '1',
  'true',
  't',
  'y',
  'yes',
  '√',
  '✓',
  '✔',
  '对',
  '已',
  '符合',
  '达标',
  '合法',
  '合格',
  '1.0',
]);
const noWords = new Set([
  '否',
  '无',
  '0',
  'false',
  'f',
  'n',
  'no',
  '×',
  '✗',
  '✘',
  'x',
  '不是',
  '没有',
  '未',
  '不符合',
  '不达标',
  '不合法',
  '不合格',
  '0.0',
]);

export function yesNo(text: string): boolean | null {
  const word = plain(text);
  return yesWords.has(word) ? true : noWords.has(word) ? false : null;
}

/** 规上 / 规下 beside the plain words. */
export function aboveScale(text: string): boolean | null {
  const word = plain(text);
  if (['规上', '规模以上', '规上企业', '规模以上企业'].includes(word)) return true;
  if (['规下', '规模以下', '规下企业', '规模以下企业'].includes(word)) return false;
  return yesNo(text);
}

/** A, A类, a档, Ａ级. */
export function grade(text: string): Grade | null {
  const letter = /^([abcd])[类档级等]?(企业)?$/.exec(plain(text))?.[1]?.toUpperCase();
  return grades.find((known) => known === letter) ?? null;
}

const roleWords: Readonly<Record<string, TenureRole>> = {
  自用: '自用',
  自有: '自用',
  自有自用: '自用',
  own: '自用',
  owner: '自用',
  租用: '租用',
  租赁: '租用',
  承租: '租用',
  租入: '租用',
  租借: '租用',
  借用: '租用',
  tenant: '租用',
  leasedin: '租用',
  lease: '租用',
  出租: '出租',
  租出: '出租',
  转租: '出租',
  leasedout: '出租',
  landlord: '出租',
};

export function tenureRole(text: string): TenureRole | null {
  return ownValue(roleWords, plain(text)) ?? null;
}

const firmKindWords: Readonly<Record<string, FirmKind>> = {
  企业: '企业',
  公司: '企业',
  有限公司: '企业',
  有限责任公司: '企业',
  股份有限公司: '企业',
  合伙企业: '企业',
  个人独资企业: '企业',
  enterprise: '企业',
  company: '企业',
  个体工商户: '个体工商户',
  个体户: '个体工商户',
  个体: '个体工商户',
  个体经营户: '个体工商户',
  作坊: '作坊',
  小作坊: '作坊',
  家庭作坊: '作坊',
  加工点: '作坊',
};

export function firmKind(text: string): FirmKind | null {
  const word = plain(text);
  const known = ownValue(firmKindWords, word);
  if (known) return known;
  // 有限责任公司(自然人投资或控股) and the like: the register's legal forms.
  if (/个体/.test(word)) return '个体工商户';
  if (/作坊/.test(word)) return '作坊';
  return /公司|企业|合伙|独资|合作社/.test(word) ? '企业' : null;
}

/** The mode, and whether the word had to be read as 其他 because it is none of the known ones. */
export function acquisitionMode(text: string): { readonly mode: AcquisitionMode; readonly other: boolean } {
  const word = plain(text);
  const exact = acquisitionModes.find((mode) => mode === word);
  if (exact) return { mode: exact, other: false };
  if (/司法|法拍|法院/.test(word)) return { mode: '司法拍卖', other: false };
  if (/划拨/.test(word)) return { mode: '划拨', other: false };
  if (/出让|招拍挂|挂牌|招标|拍卖/.test(word)) return { mode: '出让', other: false };
  if (/转让|受让|二手/.test(word)) return { mode: '转让', other: false };
  return { mode: '其他', other: true };
}

const metricWords: Readonly<Record<string, LandMetricKind>> = {
  vacated: 'vacated',
  腾出: 'vacated',
  腾退: 'vacated',
  腾退面积: 'vacated',
  腾出工业用地: 'vacated',
  腾出用地: 'vacated',
  vacated_effective: 'vacated_effective',
  腾出有效: 'vacated_effective',
  腾出有效面积: 'vacated_effective',
  有效腾退: 'vacated_effective',
  revitalised: 'revitalised',
  revitalized: 'revitalised',
  盘活: 'revitalised',
  盘活低效用地: 'revitalised',
  盘活低效工业用地: 'revitalised',
  remediated_or_revitalised: 'remediated_or_revitalised',
  整治盘活: 'remediated_or_revitalised',
  '整治、盘活': 'remediated_or_revitalised',
  整治: 'remediated_or_revitalised',
  stock_revitalised: 'stock_revitalised',
  盘活存量: 'stock_revitalised',
  盘活存量土地: 'stock_revitalised',
};

export function landMetricKind(text: string): LandMetricKind | null {
  return ownValue(metricWords, plain(text)) ?? null;
}

/** 铸造、喷涂 → two tags; 无 → none. */
export function tags(text: string): readonly string[] {
  const parts = text
    .normalize('NFKC')
    .split(/[、,;|/\s]+/)
    .map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== '' && part !== '无'))];
}

/** GB/T 4754 code out of `3311`, `C3311` or `3311 金属结构制造`; null when there is none. */
export function industryCode(text: string): string | null {
  return /^[A-T]?(\d{2,4})(?!\d)/i.exec(text.normalize('NFKC').trim())?.[1] ?? null;
}

/** 2021, 2021年, 2021年度, 2021年全年, 2021年1-12月, or a day of the year (2021-12-31). */
export function year(text: string): number | null {
  const plainYear = /^((?:19|20)\d{2})(?:\.0+)?\s*(?:年度?(?:全年|0?1[-~至—–]12月)?)?$/.exec(text.normalize('NFKC').trim());
  if (plainYear) return Number(plainYear[1]);
  const day = readDay(text);
  return day && day.precision !== 'year' ? yearOf(day.day) : null;
}
