// What tells kinds of freed land apart beside the ticks; 腾出 has the ticks alone. Screen and paper draw the same marks.
import type { LandMetricKind } from '../ledger/entry.ts';
import type { HatchName } from './hatches.ts';

export const kindMarks: Readonly<Record<LandMetricKind, HatchName | null>> = {
  vacated: null,
  vacated_effective: null,
  revitalised: 'freed-revitalised',
  remediated_or_revitalised: 'freed-remediated',
  stock_revitalised: 'freed-stock',
};
