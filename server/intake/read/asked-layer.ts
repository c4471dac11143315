// The one sheet or layer that a person asked for, out of all that a file holds.
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { ReadFile } from './raw-table.ts';

const folded = (name: string | null): string => (name ?? '').normalize('NFKC').trim().toLowerCase();
/** The last part of `file/layer`, and a file's name without its ending, are names too. */
const shortNames = (name: string | null): readonly string[] => {
  const last = folded(name).split('/').at(-1)!;
  return [
    folded(name),
    last,
    last.replace(/\.[^.]+$/, ''),
    folded(name)
      .split('/')[0]!
      .replace(/\.[^.]+$/, ''),
  ];
};

export function askedLayer(file: ReadFile, asked: string | undefined): Result<ReadFile, Refusal> {
  if (asked === undefined) return ok(file);
  const exact = file.tables.filter((table) => folded(table.sheet) === folded(asked));
  const tables = exact.length > 0 ? exact : file.tables.filter((table) => shortNames(table.sheet).includes(folded(asked)));
  if (tables.length > 0) return ok({ ...file, tables });
  const names = file.tables.map((table) => `“${table.sheet ?? ''}”`).join('、');
  return refuse(
    'layer-choice',
    `文件里没有图层或工作表“${asked.slice(0, 60)}”，未导入；现有 ${names.slice(0, 300)}，请指定其中一个图层（--layer）。`,
    {
      value: asked.slice(0, 100),
    },
  );
}
