// A bulletin as a paper: its body line by line with the rank of each heading, its annexes, its dates. Layout is the writers' business.
import type { BulletinContent } from './bulletin.ts';
import { tableMarks } from './bulletin.ts';
import { changeOf, classesTable, measuresTable, targetsTable, townshipsTable, type PaperTable } from './tables.ts';
import { widthInCharacters } from './title-lines.ts';
import { placesOf } from './words.ts';

export type PaperLine =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3 | 4;
      /** The part set as heading; the rest of the line is text. */ readonly head: string;
      readonly rest: string;
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly table: PaperTable };

/** Beginnings of headings: 一、（一）1.（1）. */
const ranks: readonly (readonly [RegExp, 1 | 2 | 3 | 4])[] = [
  [/^[一二三四五六七八九十]{1,3}、/, 1],
  [/^（[一二三四五六七八九十]{1,3}）/, 2],
  [/^\d{1,2}[.．](?!\d)/, 3],
  [/^（\d{1,2}）/, 4],
];

function lineOf(text: string): PaperLine {
  const found = ranks.find(([pattern]) => pattern.test(text));
  if (!found) return { kind: 'text', text };
  const level = found[1];
  // A heading that runs on into its paragraph ends with its first full stop; of ranks 3 and 4 only the number stands out.
  const stop = level <= 2 ? text.indexOf('。') : -1;
  const head = level > 2 ? found[0].exec(text)![0] : stop === -1 || stop === text.length - 1 ? text : text.slice(0, stop + 1);
  return { kind: 'heading', level, head, rest: text.slice(head.length) };
}

export interface Annex {
  readonly name: string;
  readonly tables: readonly PaperTable[];
}

export interface Paper {
  readonly lines: readonly PaperLine[];
  readonly annexes: readonly Annex[];
}

/** What a paper is made of. */
export type PaperContent = Pick<BulletinContent, 'comparison' | 'figures' | 'text'>;

function markedTables(content: PaperContent, mark: string): PaperTable[] | null {
  const { figures } = content;
  if (mark === tableMarks.targets) return figures.targets.length > 0 ? [targetsTable(figures)] : [];
  if (mark !== tableMarks.townships) return null;
  // In the body only the first target's; all of them are annexed.
  return figures.targets.slice(0, 1).map((target) => townshipsTable(figures, target, changeOf(content, target.id)));
}

export function paperOf(content: PaperContent): Paper {
  const { text, figures } = content;
  const lines = text.body
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line): PaperLine[] => markedTables(content, line)?.map((table) => ({ kind: 'table', table })) ?? [lineOf(line)]);
  if (figures.targets.length === 0) return { lines, annexes: [] };
  return {
    lines,
    annexes: [
      {
        name: `各${placesOf(figures)}进度表`,
        tables: figures.targets.map((target) => townshipsTable(figures, target, changeOf(content, target.id))),
      },
      { name: '分措施、分类别情况表', tables: figures.targets.flatMap((target) => [measuresTable(target), classesTable(target)]) },
    ],
  };
}

/** The annex that is a workbook of its own. */
const ledgerAnnex = '台账明细（电子表格）';

/** 附件说明: annexes in order, the workbook last; empty without any. */
export function annexNames({ annexes }: Paper): string[] {
  const names = [...annexes.map(({ name }) => name), ...(annexes.length > 0 ? [ledgerAnnex] : [])];
  return names.map((name, at) => `${at + 1}.${name}`);
}

/** Characters between the right edge and the date, and the signature, which is centred above it (GB/T 9704: the date ends four from the edge). */
export function signatureInsets(signer: string, date: string): { readonly signer: number; readonly date: number } {
  const wider = (widthInCharacters(signer) - widthInCharacters(date)) / 2;
  const inset = Math.max(4, wider);
  return { date: inset, signer: inset - wider };
}
