// 一地一档 on paper: the dossier's own figures, a page or more for each parcel of the view, refused above its bound.
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeView } from '#domain/view-codec.ts';
import { pdfText } from '../../server/intake/read/pdf-text.ts';
import { lotCode } from '../fixtures/town/town.ts';
import { pageSizes } from './pdf-pages.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

const county = '331123';
let app: TownApp;
/** Words of each lot's sheet by its code; all printed in one file. */
let sheetOf: (lot: number) => string;
beforeAll(async () => {
  app = await townApp();
  const parts = (await sheets(`county=${county}`)).words.split('宗地代码 ').slice(1);
  const byCode = new Map(parts.map((part) => [part.slice(0, 19), flat(part)]));
  sheetOf = (lot) => byCode.get(lotCode(lot))!;
});

interface Dossier {
  readonly name: string | null;
  readonly areas: { readonly registeredMu: number | null; readonly measuredMu: number | null };
  readonly years: readonly { readonly year: number; readonly taxWan: number | null }[];
  readonly occupants: readonly { readonly name: string; readonly uscc: string }[];
  readonly verdict: {
    readonly subjects: readonly {
      readonly matched: readonly { readonly clause: string }[];
      readonly unknown: readonly { readonly missing: readonly { readonly label: string }[] }[];
    }[];
  };
}

async function sheets(query: string): Promise<{ bytes: Uint8Array; words: string }> {
  const reply = await app.get(`/api/print/parcels.pdf?${query}`);
  if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const read = pdfText(bytes);
  if ('refused' in read) throw new Error(read.refused);
  return { bytes, words: read.text };
}
const picked = (...lots: number[]): string => `view=${encodeView({ county, selection: lots.map(lotCode) })}`;
/** Lines are broken where the sheet ends: what is looked for may run over two. */
const flat = (words: string): string => words.replaceAll(/\s/g, '');

describe('a sheet', () => {
  test('has the figures of the dossier: areas, occupants, years, clauses, what is missing', async () => {
    for (const lot of [2, 4, 5]) {
      const dossier = await app.json<Dossier>(`/api/parcels/${lotCode(lot)}?county=${county}`);
      const words = sheetOf(lot);
      if (dossier.areas.registeredMu !== null) expect(words).toContain(`登记面积${dossier.areas.registeredMu.toFixed(2)}亩`);
      if (dossier.areas.measuredMu !== null) expect(words).toContain(`图形面积${dossier.areas.measuredMu.toFixed(2)}亩`);
      for (const { name, uscc } of dossier.occupants) expect(words).toContain(flat(`${name}${uscc}`));
      for (const { year, taxWan } of dossier.years) expect(words).toContain(`${year}${taxWan === null ? '—' : taxWan.toFixed(2)}`);
      for (const { matched, unknown } of dossier.verdict.subjects) {
        for (const { clause } of matched) expect(words).toContain(flat(clause));
        for (const { missing } of unknown) for (const { label } of missing) expect(words).toContain(flat(label));
      }
    }
  });

  test('never shows a value on the wrong side of its threshold, nor unknown as zero', () => {
    const below = sheetOf(2);
    expect(below).toContain('0.9996');
    expect(below).toContain('距门槛0.0004');
    const missing = sheetOf(5);
    expect(missing).toContain('2021—');
    expect(missing).toContain('无数据');
  });

  test('tells of freed land, of a lot without a drawing and of one without firms', () => {
    expect(sheetOf(14)).toContain('已核实');
    expect(sheetOf(16)).toContain('本宗没有图形');
    expect(sheetOf(12)).toContain('没有匹配到企业');
  });
});

describe('a file of sheets', () => {
  test('has a sheet for each parcel of the view in the order of the record, pages counted, A4, marked as invented', async () => {
    const { bytes, words } = await sheets(picked(9, 1, 4));
    const sizes = pageSizes(bytes);
    expect(sizes.every(([width, height]) => Math.round(width) === 595 && Math.round(height) === 842)).toBe(true);
    expect([...words.matchAll(/宗地代码 (\w{19})/g)].map(([, code]) => code)).toEqual([lotCode(1), lotCode(4), lotCode(9)]);
    expect([...words.matchAll(/第 (\d+) \/ (\d+) 页/g)].map(([, page, of]) => [Number(page), Number(of)])).toEqual(
      sizes.map((_, page) => [page + 1, sizes.length]),
    );
    expect(words.split('演示数据 · 虚构').length - 1).toBe(sizes.length);
    expect(words).toContain('视图 ');
  });

  test('follows the filter as the screen does', async () => {
    const query = `view=${encodeView({ county, filter: { grades: ['D'] } })}`;
    const { total } = await app.json<{ total: { parcels: number } }>(`/api/summary?by=none&${query}`);
    expect([...(await sheets(query)).words.matchAll(/宗地代码/g)]).toHaveLength(total.parcels);
  });

  test('of nothing is refused with the reason', async () => {
    const none = await problemOf(await app.get(`/api/print/parcels.pdf?county=${county}&filter=${encodeURIComponent("code = 'nowhere'")}`));
    expect(none).toMatchObject({ status: 422, detail: '视图中没有宗地，没有可打印的一地一档' });
  });

  test('shows another township nothing, not even to its neighbours', async () => {
    const scoped = await townApp({ actorOf: () => ({ name: '乡镇', role: 'clerk', townships: [] }) });
    expect((await scoped.get(`/api/print/parcels.pdf?${picked(1)}`)).status).toBe(422);
  });
});
