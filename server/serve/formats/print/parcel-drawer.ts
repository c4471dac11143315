// 一地一档 on paper: one parcel with its map to scale, areas, occupants, years, judgement, ledger, cases, plan and sources.
import { ink, muted, seal } from '#domain/drawing/palette.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import { measureName } from '#domain/ledger/measures.ts';
import { unreviewedWords } from '#domain/print/order.ts';
import type { ParcelSheet } from '../../../atlas/print/parcel-sheet.ts';
import { drawBadge } from './furniture.ts';
import { fitted } from './lettering.ts';
import { drawFacts } from './lot-facts.ts';
import { drawLot, type SheetWork } from './lot-map.ts';
import { openPages, sheetHeight, sheetMargin, sheetWidth, type Pages } from './sheet-pages.ts';
import { drawVerdictPart } from './verdict-part.ts';
import { dayText, percentText, perMuText, plainText, unknownMark } from './words.ts';
import { DEMO_WORDS } from './wall-map.ts';
import { drawYearChart } from './year-chart.ts';

const kindWords = {
  vacated: '腾出',
  vacated_effective: '腾出有效',
  revitalised: '盘活',
  remediated_or_revitalised: '整治、盘活',
  stock_revitalised: '盘活存量',
} as const satisfies Record<LandMetricKind, string>;
const stageWords = { declared: '已申报', verified: '已核实', reversed: '已冲销' } as const;
const caseWords = {
  surveyed: '排查',
  identified: '认定',
  planned: '方案',
  signed: '签约',
  vacating: '腾退',
  accepted: '验收',
  dropped: '中止',
} as const;
const stepWords = { application: '申请', valuation: '评估', approval: '审批', contract: '签约', delivery: '交付' } as const;

function drawHead({ pen, picture }: SheetWork, sheet: ParcelSheet, first: boolean): number {
  const { dossier } = sheet;
  const right = sheetMargin + sheetWidth;
  const mark = picture.county.demo ? drawBadge(pen, right, sheetMargin + 9, DEMO_WORDS, 7, seal, true) + 8 : 0;
  const place = [picture.county.name, dossier.townshipName, dossier.blockName].filter((part) => part !== null).join(' · ');
  pen.text(sheetMargin, sheetMargin + 8, `一地一档　${place}`, { size: 8, colour: muted });
  const title = dossier.name ?? dossier.holder ?? dossier.code;
  if (!first) {
    fitted(pen, sheetMargin, sheetMargin + 22, `${title}（续）`, sheetWidth - mark, { size: 11, weight: 'bold' });
    return sheetMargin + 30;
  }
  fitted(pen, sheetMargin, sheetMargin + 29, title, sheetWidth, { size: 17, weight: 'bold' }, 11);
  const says = `宗地代码 ${dossier.code}`;
  pen.text(sheetMargin, sheetMargin + 44, says, { size: 9, colour: ink });
  let x = sheetMargin + pen.width(says, 9) + 12;
  const tags: [string, string][] = [
    ...(dossier.class === null
      ? []
      : [[`拟列 ${dossier.class}`, picture.verdicts.find(({ name }) => name === dossier.class)?.colour ?? ink] as [string, string]]),
    ...(dossier.grade === null
      ? []
      : [[`评价等级 ${dossier.grade}${dossier.gradeYears === null ? '' : `（连续 ${dossier.gradeYears} 年）`}`, ink] as [string, string]]),
  ];
  for (const [text, colour] of tags) x += drawBadge(pen, x, sheetMargin + 44, text, 7.6, colour) + 7;
  return sheetMargin + 55;
}

function drawYears(pages: Pages, { dossier }: ParcelSheet, { picture: { thresholds } }: SheetWork): void {
  pages.heading('历年亩均税收', `万元/亩，税收 ÷ ${dossier.years.at(-1)?.basis ?? '面积'}；虚线为政策门槛`);
  if (dossier.years.length === 0) return pages.text('没有任何年度的数据', { colour: muted });
  const chart = sheetWidth * 0.46;
  pages.need(24 + dossier.years.length * 16);
  const top = pages.y;
  pages.table(
    [
      { title: '', share: 0.5 },
      { title: '年度', share: 0.07 },
      { title: '税收（万元）', share: 0.13, right: true },
      { title: '面积（亩）', share: 0.1, right: true },
      { title: '亩均', share: 0.1, right: true },
      { title: '等级', share: 0.1, right: true },
    ],
    dossier.years.map(({ year, taxWan, numerator, denominator, grade }) => [
      '',
      String(year),
      plainText(taxWan),
      denominator === null ? unknownMark : plainText(denominator / 1_000_000),
      perMuText(numerator, denominator, thresholds),
      grade ?? '未评',
    ]),
    0.5,
  );
  drawYearChart(pages.pen, { x: sheetMargin, y: top, width: chart, height: pages.y - top - 3 }, dossier.years, thresholds);
}

function drawOccupants(pages: Pages, { dossier }: ParcelSheet): void {
  pages.heading('在地企业', `${dossier.year} 年度`);
  if (dossier.occupants.length === 0) return pages.text('没有匹配到企业。税收因此无法落到本宗，不等于零。', { colour: muted });
  pages.table(
    [
      { title: '企业', share: 0.36 },
      { title: '关系', share: 0.08 },
      { title: '占用（亩）', share: 0.13, right: true },
      { title: '占比', share: 0.1, right: true },
      { title: '落在本宗的税收（万元）', share: 0.19, right: true },
      { title: '等级', share: 0.14, right: true },
    ],
    dossier.occupants.map(({ name, uscc, role, areaMu, share, taxWan, grade }) => [
      `${name ?? ''} ${uscc}`.trim(),
      role,
      plainText(areaMu),
      share === null ? unknownMark : percentText(Math.round(share * 1_000_000), 1_000_000),
      plainText(taxWan),
      grade ?? '未评',
    ]),
  );
}

function drawActs(pages: Pages, { dossier, cases, plan }: ParcelSheet): void {
  pages.heading('腾地台账', '每亩只计一次；口径之间不相加');
  if (dossier.ledger.length === 0) pages.text('无', { colour: muted });
  else
    pages.table(
      [
        { title: '口径 · 措施', share: 0.3 },
        { title: '面积（亩）', share: 0.13, right: true },
        { title: '有效（亩）', share: 0.13, right: true },
        { title: '状态', share: 0.22 },
        { title: '依据', share: 0.22 },
      ],
      dossier.ledger.map(({ kind, measure, grossMu, effectiveMu, stage, date, verifiedAt, reversedAt, basis }) => [
        `${kindWords[kind]} · ${measureName(measure)}`,
        plainText(grossMu),
        plainText(effectiveMu),
        `${stageWords[stage]} ${dayText(reversedAt ?? verifiedAt ?? date)}`,
        basis,
      ]),
    );
  if (cases.length > 0) {
    pages.heading('在办事项');
    for (const { stage, kind, area, due, since } of cases)
      pages.text(
        `${caseWords[stage]}：${kindWords[kind]} ${plainText(area / 1_000_000)} 亩，预计 ${dayText(due)}完成，${dayText(since)}立项`,
      );
  }
  if (plan) {
    pages.heading('收储');
    const contract = plan.contract === null ? '' : `，收购价 ${plainText(plan.contract / 1_000_000)} 万元`;
    const step = plan.step === null ? '已批准，尚未申请' : `${stepWords[plan.step]}（${dayText(plan.since)}）`;
    pages.text(`收储方案“${plan.name}”：${step}；估算 ${plainText(plan.cost / 1_000_000)} 万元，以评估为准${contract}`);
  }
}

/** Rows as people list them: 3–5、9. */
function rowWords(rows: readonly number[]): string {
  const sorted = [...new Set(rows)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const row of sorted) {
    const last = runs.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else runs.push([row, row]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join('、');
}

function drawSources(pages: Pages, { sources }: ParcelSheet): void {
  pages.heading('来源', `${sources.length} 处`);
  const byFile = new Map<string, ParcelSheet['sources'][number][]>();
  for (const source of sources) {
    const key = JSON.stringify([source.what.split(' ')[0], source.file, source.importedAt]);
    const own = byFile.get(key);
    if (own) own.push(source);
    else byFile.set(key, [source]);
  }
  for (const own of byFile.values()) {
    const { what, file, importedAt } = own[0]!;
    const rows = own.flatMap(({ row }) => row ?? []);
    const when = importedAt === null ? '' : `，${dayText(importedAt)}导入`;
    pages.text(`${what.split(' ')[0]}：${file}${rows.length === 0 ? '' : ` 第 ${rowWords(rows)} 行`}${when}`, { size: 7, colour: muted });
  }
}

/** Draws the sheet of one parcel; `number` gives the page's place in the whole file. */
export function drawParcelSheet(work: SheetWork, sheet: ParcelSheet, mapHigh: number, number: () => string): void {
  const { pen, picture, order } = work;
  const foot = (): void => {
    const y = sheetHeight - sheetMargin + 6;
    const says = [
      `数据截至 ${dayText(picture.asOf)}`,
      ...(picture.ledgerDay === picture.asOf ? [] : [`台账截至 ${dayText(picture.ledgerDay)}`]),
      `视图 ${order.viewHash}`,
      `数据版本 ${picture.dataVersion}`,
      order.reviewNumber === null ? unreviewedWords : `审图号：${order.reviewNumber}`,
      ...(order.source === null ? [] : [order.source]),
    ].join(' · ');
    const page = number();
    const right = sheetMargin + sheetWidth;
    fitted(pen, sheetMargin, y, says, sheetWidth - pen.width(page, 7) - 12, { size: 6.6, colour: muted }, 5);
    pen.text(right, y, page, { size: 7, colour: muted, align: 'right' });
  };
  const pages = openPages(pen, (first) => drawHead(work, sheet, first), foot);
  const mapWide = sheetWidth * 0.54;
  if (!work.counting) drawLot(work, sheet, { x: sheetMargin, y: pages.y, width: mapWide, height: mapHigh });
  const below = drawFacts(pen, sheet, sheetMargin + mapWide + 14, pages.y - 2, sheetWidth - mapWide - 14);
  pages.y = Math.max(pages.y + mapHigh, below) + 2;
  drawYears(pages, sheet, work);
  drawOccupants(pages, sheet);
  drawVerdictPart(pages, sheet);
  drawActs(pages, sheet);
  drawSources(pages, sheet);
}

/** Heights of the map, the usual one first: a lower one is taken where it saves a page. */
const mapHeights = [236, 205, 176] as const;

export interface SheetPlan {
  readonly pages: number;
  readonly mapHigh: number;
}

/** Pages that the sheet of a parcel takes, and the height of its map. */
export function planSheet(work: SheetWork, sheet: ParcelSheet): SheetPlan {
  const idle = (): void => undefined;
  const counted = (mapHigh: number): number => {
    let pages = 0;
    const page = (): void => {
      pages += 1;
    };
    const pen = { ...work.pen, page, text: idle, raw: idle, fill: idle, stroke: idle, rect: idle, circle: idle, line: idle, clipped: idle };
    drawParcelSheet({ ...work, pen, counting: true }, sheet, mapHigh, () => '');
    return pages;
  };
  const usual = { pages: counted(mapHeights[0]), mapHigh: mapHeights[0] };
  if (usual.pages === 1) return usual;
  for (const mapHigh of mapHeights.slice(1)) {
    const pages = counted(mapHigh);
    if (pages < usual.pages) return { pages, mapHigh };
  }
  return usual;
}
