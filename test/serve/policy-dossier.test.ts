// The verdict in the dossier: each input says where it came from, standards are tested once there are figures, and a re-run gives the same.
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import type { ParcelDossier } from '../../server/atlas/dossier.ts';
import { indexCounty } from '../../server/domain/firms/county-index.ts';
import { judgeParcel } from '../../server/domain/firms/parcel-judgement.ts';
import { putCountyData, temporaryStore, townDeps } from '../fixtures/town/deps.ts';
import { policies, suichang } from '../fixtures/town/policies.ts';
import { lotCode, TOWN, town, TOWN_DAY } from '../fixtures/town/town.ts';

/** The town a year later: the accounts of 2021 once more as those of 2022. */
const later = {
  ...town,
  accounts: [...town.accounts, ...town.accounts.filter(({ year }) => year === 2021).map((account) => ({ ...account, year: 2022 }))],
};

async function dossierOf(data: typeof town, lot: number): Promise<ParcelDossier> {
  const store = await temporaryStore();
  await putCountyData(store, data);
  const atlas = createAtlas(store, policies, () => TOWN_DAY);
  await atlas.load();
  const app = createApp({ ...(await townDeps()), store, atlas });
  const response = await app.request(`/api/parcels/${lotCode(lot)}?year=2021&policy=${suichang.id}`);
  return (await response.json()) as ParcelDossier;
}

describe('improvement standards', () => {
  it('are not spoken of before there are figures of the check year', async () => {
    expect((await dossierOf(town, 6)).verdict!.subjects[0]!.improvement).toBeNull();
  });

  it('are tested at the check year, and an average that nobody entered is named as missing', async () => {
    const { improvement } = (await dossierOf(later, 6)).verdict!.subjects[0]!;
    expect(improvement!.checkYear).toBe(2022);
    expect(improvement!.standards.map(({ id }) => id)).toEqual(suichang.improvementStandards.map(({ id }) => id));
    expect(improvement!.steps.map(({ id }) => id)).toEqual(suichang.processRules.map(({ id }) => id));
    const half = improvement!.standards.find(({ id }) => id === 'SC-I1')!;
    expect(half.outcome).toBe('unknown');
    expect(half.missing).toContainEqual(expect.objectContaining({ field: 'county.aboveScaleAvgTaxPerMuWan[2022]', bureau: '统计' }));
  });
});

describe('evidence', () => {
  let dossier: ParcelDossier;
  beforeAll(async () => {
    dossier = await dossierOf(town, 6);
  });

  it('carries the file and row of every input that a file gave', () => {
    const evidence = dossier.verdict!.subjects.flatMap(({ matched }) => matched.flatMap((match) => match.evidence));
    expect(evidence.length).toBeGreaterThan(0);
    for (const { field, source } of evidence) expect([field, source]).toEqual([field, expect.stringMatching(/\S/)]);
    expect(evidence.find(({ field }) => field === 'enterprise.taxPerMuWan')?.source).toMatch(/第 \d+ 行/);
  });

  it('comes out the same, to the last digit, when the verdict is run again from what the record holds', async () => {
    const store = await temporaryStore();
    await putCountyData(store, town);
    const first = indexCounty(town);
    for (const _run of [1, 2]) {
      const stored = indexCounty((await store.loadCounty(TOWN))!);
      for (const parcel of town.parcels) {
        const before = judgeParcel(first, parcel, suichang, 2021, TOWN_DAY);
        const again = judgeParcel(stored, stored.parcel(parcel.code)!, suichang, 2021, TOWN_DAY);
        const verdicts = (judged: typeof before) => ({
          ...judged,
          pairs: judged.pairs.map(({ occupancy, judgement }) => [occupancy?.uscc, judgement]),
        });
        expect(JSON.parse(JSON.stringify(verdicts(again)))).toEqual(JSON.parse(JSON.stringify(verdicts(before))));
      }
    }
  });
});
