// The text of a bulletin as its figures give it: a draft in plain official wording, for people to edit before it is frozen.
import { measureName } from '../ledger/measures.ts';
import { type BulletinText, tableMarks } from './bulletin.ts';
import type { Comparison, TargetChange } from './compare.ts';
import type { BulletinFigures, PartFigures, TargetFigures, TownshipFigures } from './figures.ts';
import { dayWords } from './issue-period.ts';
import { changeWords, classWords, kindWords, muWords, placesOf, shareWords } from './words.ts';

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const listed = (parts: readonly string[]): string => parts.join('、');

function targetWords({ targetMu, comparatorText }: TargetFigures): string {
  return `${muWords(targetMu)}亩${comparatorText ?? ''}`;
}

function stateSentence(target: TargetFigures, asOf: string): string {
  const { targetMu, verifiedMu, declaredMu, gapMu, requiredPerMonthMu, effectiveMu, periodStart, periodEnd } = target;
  const share = shareWords(verifiedMu, targetMu);
  const parts = [
    `${target.inherited ? '上级下达的' : ''}目标${targetWords(target)}（${target.clause ? `${target.clause}，` : ''}${dayWords(periodStart)}至${dayWords(periodEnd)}）`,
    `截至${dayWords(asOf)}累计核实${muWords(verifiedMu, targetMu)}亩${share ? `，完成目标的${share}` : ''}`,
  ];
  if (effectiveMu !== null && target.kind !== 'vacated_effective') parts.push(`其中已注明的有效面积${muWords(effectiveMu)}亩`);
  if (declaredMu > 0) parts.push(`另有申报待核实${muWords(declaredMu)}亩，不计入完成数`);
  if (gapMu === 0) parts.push('已达到目标');
  else if (asOf < periodStart) parts.push('目标期尚未开始');
  else if (requiredPerMonthMu === null) parts.push(`期限已过，仍缺${muWords(gapMu)}亩`);
  else parts.push(`尚缺${muWords(gapMu)}亩，按剩余时间计每月需核实${muWords(requiredPerMonthMu)}亩`);
  return `${parts.join('；')}。`;
}

/** An occasional issue is named after its last day: what changed, changed between its days. */
function spanWords({ kind, from, to, name }: BulletinFigures['period']): string {
  return kind === 'occasional' ? `${dayWords(from)}至${dayWords(to)}` : name;
}

function incrementSentence({ increment }: TargetFigures, periodName: string): string {
  const { netVerifiedMu, verified, reversed } = increment;
  const said = [`${periodName}核实面积较期初${changeWords(netVerifiedMu)}`];
  if (verified.entries > 0) said.push(`新核实${verified.entries}条、${muWords(verified.areaMu)}亩`);
  if (reversed.entries > 0) {
    const partly = reversed.partly > 0 ? `（其中${reversed.partly}条为部分冲销）` : '';
    said.push(`冲销${reversed.entries}条${partly}、${muWords(reversed.areaMu)}亩`);
  }
  return `${said.join('，')}。`;
}

const first = (rows: readonly TownshipFigures[], pick: (row: TownshipFigures) => number): string =>
  listed(
    rows
      .filter((row) => row.code !== null && pick(row) > 0)
      .sort((a, b) => pick(b) - pick(a))
      .slice(0, 3)
      .map((row) => `${row.name}（${muWords(pick(row))}亩）`),
  );

function townshipSentences({ townships }: TargetFigures, places: string): string {
  const named = townships.filter(({ code }) => code !== null);
  const most = first(named, (row) => row.verifiedMu);
  const newest = first(named, (row) => row.netVerifiedMu);
  const none = named.filter((row) => row.verifiedMu === 0);
  const tasked = named.filter((row) => row.taskMu !== null && row.taskMu > 0);
  const done = tasked.filter((row) => row.verifiedMu >= (row.taskMu ?? 0));
  const outside = townships.find(({ code }) => code === null);
  const said = [
    most ? `累计核实面积居前的是${most}` : `各${places}均尚无核实面积`,
    ...(newest ? [`本期净增居前的是${newest}`] : []),
    ...(tasked.length > 0 ? [`下达任务的${tasked.length}个${places}中，${done.length}个已完成任务`] : []),
    ...(most && none.length > 0 ? [`尚无核实面积的有${none.length}个：${listed(none.map((row) => row.name))}`] : []),
    ...(outside && outside.entries > 0 ? [`另有${outside.entries}条记录未归乡镇`] : []),
  ];
  return `${said.join('；')}。`;
}

function partsWords(parts: readonly PartFigures[], whole: number, name: (key: string | null) => string): string {
  const told = parts.filter((part) => part.verifiedMu > 0);
  return listed(told.map((part) => `${name(part.key)}${muWords(part.verifiedMu)}亩（占${shareWords(part.verifiedMu, whole) ?? '—'}）`));
}

function breakdownSentences(target: TargetFigures): string {
  if (target.verifiedMu === 0) return '尚无核实面积。';
  const measures = partsWords(target.measures, target.verifiedMu, (key) => measureName(key ?? '未注明措施'));
  const classes = partsWords(target.classes, target.verifiedMu, classWords);
  return `按措施分：${measures}。按政策判定的类别分：${classes}。`;
}

const mostListed = 20;

function lateWords({ late }: TargetChange): string[] {
  if (!late || late.entries.length === 0) return [];
  const ids = listed(late.entries.slice(0, mostListed).map(({ id }) => String(id)));
  const more = late.entries.length > mostListed ? '等' : '';
  const said = `上期定稿后台账补录或更正了${late.entries.length}条（第${ids}${more}条），按现有台账，上期核实面积应${changeWords(late.verifiedMu)}`;
  return [late.declaredMu === 0 ? said : `${said}，申报待核实应${changeWords(late.declaredMu)}`];
}

function changeSentence(change: TargetChange): string {
  const moved = change.townships.filter(
    ({ code, rankBefore, rankNow }) => code !== null && rankBefore !== null && rankNow !== null && rankBefore !== rankNow,
  );
  const up = moved.filter(({ rankBefore, rankNow }) => rankNow! < rankBefore!);
  const down = moved.filter(({ rankBefore, rankNow }) => rankNow! > rankBefore!);
  const told = (rows: typeof moved): string => listed(rows.map((row) => `${row.name}（第${row.rankBefore}位至第${row.rankNow}位）`));
  const said = [
    `累计核实${changeWords(change.verifiedMu)}，申报待核实${changeWords(change.declaredMu)}，缺口${changeWords(change.gapMu)}`,
    ...(change.targetMu === 0 ? [] : [`目标${changeWords(change.targetMu)}`]),
    ...(up.length > 0 ? [`位次上升的有${told(up)}`] : []),
    ...(down.length > 0 ? [`位次下降的有${told(down)}`] : []),
    ...lateWords(change),
  ];
  return `${said.join('；')}。`;
}

function coverageSentence({ name, coverage }: TargetFigures): string {
  const { entries, withDocuments, withEffective, withTownship, withClass } = coverage;
  if (entries === 0) return `“${name}”尚无计入的台账记录。`;
  return `“${name}”计入台账${entries}条，其中有佐证材料${withDocuments}条、注明有效面积${withEffective}条、归属乡镇${withTownship}条、已判定类别${withClass}条。`;
}

function nextSteps(targets: readonly TargetFigures[], asOf: string, places: string): string[] {
  const open = targets.filter((target) => target.gapMu > 0 && target.parent === null);
  const declared = targets.filter((target) => target.declaredMu > 0 && target.parent === null);
  return [
    ...open.map((target) =>
      target.requiredPerMonthMu === null
        ? `“${target.name}”期限已过，仍缺${muWords(target.gapMu)}亩，请责任单位说明原因并提出处理意见。`
        : `“${target.name}”须于${dayWords(target.periodEnd)}前完成${target.periodStart > asOf ? '' : `，此后每月核实不少于${muWords(target.requiredPerMonthMu)}亩`}，请各${places}对照任务逐宗排出时间。`,
    ),
    ...declared.map((target) => `“${target.name}”申报待核实的${muWords(target.declaredMu)}亩，请抓紧现场核验、补齐佐证材料。`),
    ...(open.length + declared.length === 0 ? [`请各${places}继续做好已腾出土地的管理，防止回潮反弹。`] : []),
  ];
}

/** The draft. The same figures and comparison give the same words. */
export function draftText(figures: BulletinFigures, comparison: Comparison | null): BulletinText {
  const { county, policy, period, asOf, targets } = figures;
  const places = placesOf(figures);
  const isPrefecture = county.code.endsWith('00');
  const many = targets.length > 1;
  const named = (target: TargetFigures, sentence: string): string => (many ? `“${target.name}”：${sentence}` : sentence);
  const lines: string[] = [];
  let part = 0;
  const heading = (words: string): void => {
    lines.push(`${numerals[part]}、${words}`);
    part += 1;
  };
  lines.push(
    `根据${policy.title.startsWith('《') ? policy.title : `《${policy.title}》`}${policy.status && policy.status !== '有效' ? `（状态：${policy.status}，目标仅作参照）` : ''}，现将${period.name}${county.name}工业用地整治目标的进展情况通报如下。`,
  );
  if (isPrefecture) {
    const loaded = figures.ledgers.map(({ name }) => name);
    lines.push(`本期只统计台账已装入本系统的${loaded.length}个${places}：${listed(loaded)}；其余${places}不在内。`);
  }
  heading('总体情况');
  if (targets.length === 0) lines.push('本政策没有以亩计的用地目标。');
  for (const target of targets) {
    lines.push(named(target, `${kindWords[target.kind]}${stateSentence(target, asOf)}${incrementSentence(target, spanWords(period))}`));
  }
  if (many) lines.push('各类指标口径不同，分别计数，不相加。');
  if (targets.length > 0) {
    lines.push(tableMarks.targets);
    heading(`${places}进展`);
    for (const target of targets) lines.push(named(target, townshipSentences(target, places)));
    lines.push(tableMarks.townships);
    heading('措施与类别');
    for (const target of targets) lines.push(named(target, breakdownSentences(target)));
  }
  if (comparison) {
    heading(`与上期（${comparison.periodName}）比较`);
    for (const change of comparison.targets) lines.push(many ? `“${change.name}”：${changeSentence(change)}` : changeSentence(change));
  }
  if (targets.length > 0) {
    heading('下步要求');
    for (const [place, sentence] of nextSteps(targets, asOf, places).entries()) lines.push(`${place + 1}.${sentence}`);
    heading('数据说明');
    lines.push(
      `本期数据截至${dayWords(asOf)}，取自${listed(figures.ledgers.map(({ name, rows }) => `${isPrefecture ? name : ''}腾地台账前${rows}行`))}；只有核实的面积计入完成数，冲销的不计。${targets.map(coverageSentence).join('')}`,
    );
  }
  return {
    // Who issues it under which number only people know.
    issuer: '',
    number: '',
    title:
      period.kind === 'occasional'
        ? `关于${county.name}工业用地整治进展情况的通报`
        : `关于${period.name}${county.name}工业用地整治进展情况的通报`,
    addressee: isPrefecture ? '各县（市、区）人民政府，各有关单位：' : '各乡镇人民政府、街道办事处，各有关单位：',
    body: lines.join('\n'),
    signer: '',
    signedOn: asOf,
  };
}
