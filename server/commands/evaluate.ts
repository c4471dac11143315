// mutu evaluate --county CODE --policy ID [--year N] [--as-of DAY]: evaluates the record again and shows what a policy proposes, as of the county's day like the server.
import { indexCounty } from '#domain/firms/county-index.ts';
import { judgementDay, judgeParcel, standingOf } from '#domain/firms/parcel-judgement.ts';
import { type County, countedArea } from '#domain/land/parcel.ts';
import { zonesOfParcels } from '#domain/land/zoning.ts';
import { type IsoDate, isoDate } from '#domain/period.ts';
import { classesBySeverity } from '#domain/policy/policy.ts';
import { microMu, toMu } from '#domain/units.ts';
import { countyDays, daysByCode } from '../county-days.ts';
import { evaluateCounty, failingPolicies, storedPolicies } from '../pipeline.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { conservationLines, evaluationJson } from './report.ts';
import { exits, type Session, withStore } from './session.ts';

interface ClassSum {
  parcels: number;
  area: number;
}

export async function evaluateCommand(words: readonly string[], session: Session): Promise<number> {
  const given = readArguments(words, { county: 'text', policy: 'text', year: 'text', 'as-of': 'text', json: 'flag' });
  const county = given.county();
  const policyId = given.required('policy');
  const yearGiven = given.number('year', 1990, 2100);
  const dayGiven = given.day('as-of');
  return withStore(session, async (store) => {
    const named = await store.county(county);
    if (!named) throw new ArgumentError(`没有 ${county} 的数据`);
    const ownDay = countyDays(session.config.root, () => isoDate(session.now.slice(0, 10)));
    const dayOf = (of: Pick<County, 'code' | 'demo'>): IsoDate => dayGiven ?? ownDay(of);
    const day = dayOf(named);
    const days = await daysByCode(store, dayOf);
    const policies = await storedPolicies(store, days);
    const policy = policies.find((loaded) => loaded.policy.id === policyId)?.policy;
    const failing = (await failingPolicies(store, days)).find(({ document }) => document.id === policyId);
    for (const { line, column, path, message } of failing?.issues ?? [])
      session.err(`政策 ${policyId} 未通过现行检查：${line}:${column} ${path} ${message}\n`);
    if (!policy && failing) throw new ArgumentError(`政策 ${policyId} 不再据以判定，原有判定保留`);
    if (!policy) throw new ArgumentError(`没有政策 ${policyId}；现有 ${policies.map((loaded) => loaded.policy.id).join('、')}`);
    const report = await evaluateCounty(store, county, session.now, day);
    const data = await store.loadCounty(county);
    if (!data) throw new Error(`${county} is gone`);
    const year = yearGiven ?? policy.evaluationYear;
    const judgedTo = judgementDay(year, day);
    const whose = dayGiven ? '--as-of' : named.demo ? '演示县的日期' : '今天';
    const dayWords = `截至 ${day}（${whose}）${judgedTo === day ? '' : `，停产等算到 ${judgedTo}`}`;
    const index = indexCounty(data);
    const zones = zonesOfParcels(data.parcels, data.zones ?? []);
    const sums = new Map<string, ClassSum>();
    const parcels = data.parcels.map((parcel) => {
      const { pairs, ...verdict } = judgeParcel(index, parcel, policy, year, day, zones?.get(parcel.code) ?? null);
      const key = standingOf(policy, verdict);
      const sum = sums.get(key) ?? { parcels: 0, area: 0 };
      sum.parcels += 1;
      sum.area += countedArea(parcel)?.area ?? 0;
      sums.set(key, sum);
      return { code: parcel.code, ...verdict, occupants: pairs.length };
    });
    // The strictest class first, then what is in none.
    const order = [...classesBySeverity(policy).map(({ name }) => name), '待补数据', '无'];
    const sorted = [...sums].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
    const classes = Object.fromEntries(sorted.map(([name, sum]) => [name, { parcels: sum.parcels, areaMu: toMu(microMu(sum.area)) }]));
    if (given.flag('json')) {
      session.out(
        `${JSON.stringify({ county, policy: policyId, policyVersion: policy.version, year, asOf: day, judgedTo, classes, parcels, evaluation: evaluationJson(report) }, null, 2)}\n`,
      );
    } else {
      const lines = Object.entries(classes).map(([name, { parcels: count, areaMu }]) => `  ${name}：${count} 宗，${areaMu} 亩`);
      session.out(
        [
          `${county} · ${policy.title}（版本 ${policy.version}）· ${year} 年度 · ${dayWords}`,
          ...lines,
          ...conservationLines(report.conservation),
          '',
        ].join('\n'),
      );
    }
    return exits.done;
  });
}
