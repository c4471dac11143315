// Ledger entries on low-efficiency lots, block by block, at a pace that ends at the county's figures and its day.
import { addDays } from './days.ts';
import { type IsoDate, daysBetween } from '#domain/period.ts';
import { type MicroMu, microMu } from '#domain/units.ts';
import type { DemoLedgerEntry, DemoParcel } from './demo-county.ts';
import { type CountyProfile, demoMark } from './profiles.ts';
import type { Random } from './random.ts';

export interface LedgerPace {
  /** Entries for the lots of one block; `done` is the share of the county's lots seen with this block. */
  readonly take: (random: Random, candidates: readonly DemoParcel[], done: number) => DemoLedgerEntry[];
}

const microMuPerMu = 1_000_000;
/** A lot larger than this is freed in part. */
const wholeLotLimit = 60 * microMuPerMu;

const basisOf: Readonly<Record<string, string>> = {
  'M-CLOSE': '企业关停、设备搬离，现场核验影像与移交单',
  'M-REMOVE': '限期搬离验收单与现场核验影像',
  'M-REPOSSESS': '收回土地使用权决定书与注销登记',
  'M-REPURCHASE': '收购合同与土地交付清单',
  'M-UPGRADE': '技改项目竣工验收意见',
  'M-MERGE': '兼并重组协议与产权变更登记',
  'M-TRANSFER': '分割转让合同与变更登记',
  'M-PARK': '企业入园协议与原址腾空验收单',
  'M-RELOCATE': '异地搬迁协议与原址腾空验收单',
  'M-DEMOLISH': '厂房拆除验收单与现场核验影像',
  'M-COOP': '合作转移协议与原址腾空验收单',
};

export function ledgerPace(profile: CountyProfile, policy: string): LedgerPace {
  const { ledger, asOf } = profile;
  const goal = { verified: ledger.verifiedMu * microMuPerMu, declared: ledger.declaredMu * microMuPerMu };
  const sums = { verified: 0, declared: 0 };
  let count = 0;
  const span = daysBetween(ledger.from, asOf);
  const day = (random: Random, low: number, high: number): IsoDate => addDays(ledger.from, Math.round(span * random.range(low, high)));
  const entry = (random: Random, parcel: DemoParcel, gross: MicroMu, verified: boolean, reversed: boolean): DemoLedgerEntry => {
    const measure = random.pick(ledger.measures);
    const date = verified || reversed ? day(random, 0.03, 0.92) : day(random, 0.84, 0.995);
    const basis = `${demoMark}：${basisOf[measure] ?? '项目更新验收意见'}`;
    const left = daysBetween(date, asOf);
    const checked = addDays(date, Math.min(left, random.whole(8, 40)));
    return {
      parcel: parcel.code,
      township: parcel.township,
      policy,
      kind: ledger.kind,
      measure,
      gross,
      effective:
        ledger.effectiveShare === null
          ? null
          : microMu(Math.round((gross * Math.min(1, ledger.effectiveShare + random.range(-0.15, 0.15))) / 10_000) * 10_000),
      date,
      basis,
      verified: verified ? { date: checked, basis: `${demoMark}：专班现场核验` } : null,
      reversed: reversed ? { date: checked, basis: `${demoMark}：核验发现未腾空，冲销` } : null,
    };
  };
  return {
    take: (random, candidates, done) => {
      const entries: DemoLedgerEntry[] = [];
      for (const parcel of random.shuffled(candidates)) {
        const due = (goal.verified + goal.declared) * Math.min(1, done * 1.04 + 0.02);
        const missing = due - sums.verified - sums.declared;
        if (missing < 1.5 * microMuPerMu || parcel.registeredArea === null) break;
        const area = parcel.registeredArea;
        const part = area > wholeLotLimit || random.chance(0.15) ? random.range(0.3, 0.8) : 1;
        const ending = goal.verified + goal.declared - sums.verified - sums.declared;
        const wanted = Math.min(area * part, ending + 4 * microMuPerMu);
        const gross = wanted >= area ? area : microMu(Math.max(10_000, Math.floor(wanted / 10_000) * 10_000));
        count += 1;
        if (count % 19 === 0) {
          entries.push(entry(random, parcel, gross, false, true));
          continue;
        }
        const verified = sums.verified / goal.verified <= sums.declared / goal.declared;
        sums[verified ? 'verified' : 'declared'] += gross;
        entries.push(entry(random, parcel, gross, verified, false));
      }
      return entries;
    },
  };
}
