// What is wrong with a question before anything is solved: parcels that are not there or not on offer, limits that contradict themselves.
import type { Candidate } from '../candidate.ts';
import { thousandths } from '../score.ts';
import type { SolveQuestion } from '../solve-question.ts';

export interface QuestionFault {
  readonly parameter: string;
  readonly message: string;
}

/** Faults of the question, each with its field; none when it can be solved or shown to have no solution. */
export function questionFaults(
  question: SolveQuestion,
  candidates: ReadonlyMap<string, Candidate>,
  townships: ReadonlyMap<string, string>,
): QuestionFault[] {
  const faults: QuestionFault[] = [];
  const say = (parameter: string, message: string): void => void faults.push({ parameter, message });
  for (const field of ['lockedIn', 'lockedOut'] as const) {
    for (const [index, code] of question[field].entries())
      if (!candidates.has(code)) say(`${field}.${index}`, `没有宗地 ${code}，请核对宗地代码`);
  }
  const out = new Set(question.lockedOut);
  for (const [index, code] of question.lockedIn.entries()) {
    const candidate = candidates.get(code);
    if (!candidate) continue;
    const where = `lockedIn.${index}`;
    if (out.has(code)) say(where, `宗地 ${code} 同时列为必选和排除`);
    else if (candidate.excluded) say(where, `必选宗地 ${code} 不列入：${candidate.excluded.message}`);
    else if (candidate.area === null || !candidate.cost.known) say(where, `必选宗地 ${code} 的面积或收购成本不详`);
    else if (question.maxJobs !== null && candidate.jobs === null) say(where, `必选宗地 ${code} 的职工人数不详，不能确认不超过 maxJobs`);
    else if (question.maxTax !== null && candidate.tax === null) say(where, `必选宗地 ${code} 的税收不详，不能确认不超过 maxTaxWan`);
    else if ((question.minScore !== null || question.minMeanScore !== null) && candidate.score.score === null)
      say(where, `必选宗地 ${code} 的得分不详，不能确认达到所要求的得分`);
    else if (question.minScore !== null && thousandths(candidate.score.score!) < question.minScore)
      say(where, `必选宗地 ${code} 得分 ${candidate.score.score}，低于 minScore ${question.minScore / 1000}`);
    else if (question.ownerComplete && candidate.owner === null) say(where, `必选宗地 ${code} 权利人不详，不能确认整户收储`);
  }
  const seen = new Set<string>();
  for (const [index, { township, min, max }] of question.quotas.entries()) {
    const where = `quotas.${index}`;
    if (seen.has(township)) say(where, `${townships.get(township) ?? township} 列了两次`);
    seen.add(township);
    if (!townships.has(township)) say(where, `没有乡镇 ${township}`);
    if (min !== null && max !== null && min > max)
      say(where, `${townships.get(township) ?? township} 的下限 ${min / 1e6} 亩高于上限 ${max / 1e6} 亩`);
  }
  return faults;
}
