// What the invented counties state about their targets: how the land target is split, what is under way, what other counters have reached.
import { isoDate, type IsoDate } from '#domain/period.ts';

export interface TargetGoal {
  /** The land target that is split among townships, the mu so split (not always all of it, or more), and its end. */
  readonly id: string;
  readonly taskMu: number;
  readonly end: IsoDate;
  /** Mu expected of cases under way. */
  readonly caseMu: number;
  /** Other targets by id, with what was entered toward each and when. */
  readonly counters: readonly { readonly id: string; readonly amounts: readonly (readonly [date: string, value: number])[] }[];
}

/** By county. */
export const targetGoals: Readonly<Record<string, TargetGoal>> = {
  '331123': {
    id: 'SC-T03',
    taskMu: 790,
    end: isoDate('2023-12-31'),
    caseMu: 460,
    counters: [
      {
        id: 'SC-T02',
        amounts: [
          ['2022-07-31', 6],
          ['2022-10-31', 14],
          ['2022-12-31', 9],
          ['2023-03-20', 4],
        ],
      },
      {
        id: 'SC-T04',
        amounts: [
          ['2022-12-31', 0.42],
          ['2023-03-15', 0.55],
        ],
      },
    ],
  },
  '330723': {
    id: 'WY-T04',
    taskMu: 2000,
    end: isoDate('2019-12-31'),
    caseMu: 780,
    counters: [
      {
        id: 'WY-T05',
        amounts: [
          ['2017-06-30', 120],
          ['2017-12-20', 205],
          ['2018-06-30', 96],
          ['2018-09-20', 41],
        ],
      },
      {
        id: 'WY-T20',
        amounts: [
          ['2017-06-30', 120],
          ['2017-12-20', 205],
        ],
      },
      {
        id: 'WY-T08',
        amounts: [
          ['2017-12-10', 112000],
          ['2018-08-31', 96000],
        ],
      },
      { id: 'WY-T22', amounts: [['2017-12-15', 31]] },
    ],
  },
  '330411': {
    id: 'XZ-T03',
    taskMu: 2060,
    end: isoDate('2020-12-31'),
    caseMu: 690,
    counters: [
      {
        id: 'XZ-T01',
        amounts: [
          ['2020-04-30', 118],
          ['2020-06-30', 97],
          ['2020-09-20', 84],
        ],
      },
      {
        id: 'XZ-T02',
        amounts: [
          ['2020-04-30', 61],
          ['2020-06-30', 52],
          ['2020-09-20', 46],
        ],
      },
      {
        id: 'XZ-T06',
        amounts: [
          ['2020-06-30', 2],
          ['2020-09-15', 1],
        ],
      },
    ],
  },
  '330282': {
    id: 'CX-T06',
    taskMu: 3000,
    end: isoDate('2025-12-31'),
    caseMu: 1350,
    counters: [
      {
        id: 'CX-T04',
        amounts: [
          ['2021-12-31', 3],
          ['2022-12-31', 4],
          ['2023-06-20', 1],
        ],
      },
      {
        id: 'CX-T05',
        amounts: [
          ['2022-12-31', 5],
          ['2023-06-20', 2],
        ],
      },
      {
        id: 'CX-T09',
        amounts: [
          ['2021-12-31', 610],
          ['2022-12-31', 780],
          ['2023-06-20', 290],
        ],
      },
    ],
  },
};
