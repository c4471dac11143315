// 中文：看到地图之前就要用的文字；其余的随后取来。
import { frame } from './frame.ts';
import { map } from './map.ts';

export const firstTexts = { frame, map } as const;
