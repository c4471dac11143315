// English: the list
import type { table as zh } from '../zh-cn/table.ts';
import type { TextsLike } from '../texts-shape.ts';

export const table: TextsLike<typeof zh> = {
  title: 'Parcels',
  close: 'Close the list',
  rows: '{{parcels}} parcels by {{by}}',
  columns: 'Columns',
  empty: 'No parcel passes the filter. Loosen or clear it.',
  hint: 'Up and down to move, Enter opens the dossier, Space selects',
  position: 'place on the map',
  code: 'Parcel code',
  name: 'Name',
  township: 'Township',
  block: 'Block',
  industry: 'Industry',
  area: 'Area (mu)',
  tax: 'Tax (10k yuan)',
  ratio: 'Tax per mu',
  grade: 'Grade',
  gradeYears: 'Years in grade',
  verdict: 'Proposed class',
  idle: 'Idle',
  freed: 'Freed',
};
