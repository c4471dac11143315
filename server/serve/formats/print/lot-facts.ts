// The register and the areas of a parcel on its sheet, as the dossier has them.
import { ink, muted } from '#domain/drawing/palette.ts';
import type { ParcelSheet } from '../../../atlas/print/parcel-sheet.ts';
import { wrapped } from './lettering.ts';
import type { Pen } from './pen.ts';
import { dayText, plainText, unknownMark } from './words.ts';

const stageWords = { declared: '已申报', verified: '已核实', reversed: '已冲销' } as const;

function areaRows({ dossier }: ParcelSheet): [string, string][] {
  const { areas, occupants } = dossier;
  const difference =
    areas.differencePercent === null
      ? ''
      : `（比登记${areas.differencePercent < 0 ? '小' : '大'} ${Math.abs(areas.differencePercent).toFixed(2)}%）`;
  return [
    ['登记面积', `${plainText(areas.registeredMu)} 亩`],
    ['图形面积', `${plainText(areas.measuredMu)} 亩${difference}`],
    ...(occupants.length === 0
      ? [['评价用地', unknownMark] as [string, string]]
      : occupants.map(({ name, uscc, firm }): [string, string] => ['评价用地', `${plainText(firm.assessedMu)} 亩（${name ?? uscc}）`])),
  ];
}

function factRows(sheet: ParcelSheet): [string, string][] {
  const { dossier } = sheet;
  const { productionStart: start, idle, freed } = dossier;
  const day = (value: string | null): string => (value === null ? '不详' : dayText(value));
  const idleWords = { none: '未见闲置迹象', suspected: '疑似闲置', decided: '认定闲置' } as const;
  return [
    ...areaRows(sheet),
    ['权利人', dossier.holder ?? '不详'],
    ['坐落', dossier.location ?? '不详'],
    ['用途', dossier.landUse ?? '不详'],
    ['取得', `${dossier.acquisitionMode ?? '不详'} · ${day(dossier.acquisitionDate)}`],
    ['供地', day(dossier.supplyDate)],
    ['约定开工、竣工', `${day(dossier.agreedStart)}；${day(dossier.agreedCompletion)}`],
    ['实际开工', day(dossier.actualStart)],
    ['投产', start.state === 'started' ? day(start.date ?? null) : start.state === 'not-started' ? '未投产' : '不详'],
    ...(dossier.unitCode === null ? [] : [['不动产单元号', dossier.unitCode] as [string, string]]),
    ['闲置', `${idleWords[idle.state]}${idle.since ? `，自 ${dayText(idle.since)} 起` : ''}`],
    ['腾出', freed ? `${stageWords[freed.state as 'declared']} ${plainText(freed.grossMu)} 亩` : '无'],
  ];
}

/** Areas and the register, name and value in two columns; gives the point below. */
export function drawFacts(pen: Pen, sheet: ParcelSheet, x: number, y: number, width: number): number {
  const label = 62;
  let at = y;
  for (const [name, value] of factRows(sheet)) {
    const lines = wrapped(pen, value, width - label, 8.2, 'regular', 3);
    pen.text(x, at + 8.2, name, { size: 7.6, colour: muted });
    for (const [row, text] of lines.entries()) pen.text(x + label, at + 8.2 + row * 11, text, { size: 8.2, colour: ink });
    at += lines.length * 11 + 3.2;
  }
  return at;
}
