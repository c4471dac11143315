// mutu lineage list|try|write|undo: what became of parcels, over the same checks and the same writing as the page's routes.
import { readFileSync } from 'node:fs';
import type { CountyCode } from '#domain/land/codes.ts';
import type { LineageRequest } from '#domain/ledger/enter-lineage.ts';
import { kinOf, landLineageKinds } from '#domain/ledger/lineage.ts';
import { evaluateInside } from '../pipeline.ts';
import { placementsOf } from '../serve/ledger-fields.ts';
import { carryOut, isSound, plannedLineage, refusalOf } from '../serve/lineage-acts.ts';
import { type LineageSaid, readLineage, readUndo, requestOf } from '../serve/lineage-fields.ts';
import { actReply, planReply } from '../serve/lineage.ts';
import type { Store } from '../store/store.ts';
import { type Arguments, ArgumentError, oneOf, readArguments } from './arguments.ts';
import { actLine, planLines, refusalLines } from './lineage-report.ts';
import { exits, type Session, withStore } from './session.ts';

const actor = '命令行';

/** `A=B` or `A=B:1.5`, several parted by commas. */
function pairsOf(option: string, given: string | undefined): { left: string; right: string; mu: number | undefined }[] {
  if (given === undefined) return [];
  return given.split(',').map((text) => {
    const found = /^([^=:,]+)=([^=:,]+)(?::(\d+(?:\.\d{1,6})?))?$/.exec(text.trim());
    if (!found) throw new ArgumentError(`--${option} 应为 甲=乙 或 甲=乙:亩数，以逗号分开，现为 ${text}`);
    return { left: found[1]!.trim(), right: found[2]!.trim(), mu: found[3] === undefined ? undefined : Number(found[3]) };
  });
}

const placementsGiven = (given: Arguments) =>
  pairsOf('place', given.text('place')).map(({ left, right, mu }) => {
    if (!/^\d+$/.test(left) || mu === undefined) throw new ArgumentError('--place 应为 条目编号=新宗地:亩数');
    return { entry: Number(left), to: right, grossMu: mu };
  });

function fromFile(path: string): object {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ArgumentError(`${path} 不能读作 JSON：${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof read !== 'object' || read === null) throw new ArgumentError(`${path} 应为一项沿革`);
  return read;
}

/** What is asked, from a file (the body that the route takes) or from the options. */
function saidIn(given: Arguments, county: CountyCode, file: string | undefined): LineageSaid {
  const placements = placementsGiven(given);
  const body =
    file === undefined
      ? {
          kind: oneOf('kind', given.required('kind'), landLineageKinds),
          date: given.required('date'),
          basis: given.required('basis'),
          parts: pairsOf('parts', given.required('parts')).map(({ left, right, mu }) => ({
            from: left,
            to: right,
            ...(mu === undefined ? {} : { areaMu: mu }),
          })),
          ...(placements.length > 0 ? { placements } : {}),
        }
      : fromFile(file);
  const read = readLineage({ ...body, county });
  if (!read.ok) throw new ArgumentError(read.error);
  return read.value;
}

async function list(store: Store, county: CountyCode, given: Arguments, session: Session): Promise<number> {
  const acts = await store.lineage(county);
  const parcel = given.text('parcel');
  const kin = parcel === undefined ? null : kinOf(acts, parcel);
  const rows = (await store.ledger(county)).filter(({ lineage }) => lineage !== null);
  const shown = acts
    .filter(({ parts }) => !kin || parts.some(({ from, to }) => kin.has(from) || kin.has(to)))
    .map((act) => actReply(act, acts, [...new Set(rows.filter(({ lineage }) => lineage === act.id).map(({ entry }) => entry))]));
  session.out(given.flag('json') ? `${JSON.stringify(shown, null, 2)}\n` : shown.map(actLine).join('') || '没有沿革\n');
  return exits.done;
}

interface Asked {
  readonly request: LineageRequest;
  readonly basis: string;
}

const changing = (said: LineageSaid): Asked => ({ request: requestOf(said), basis: said.basis });

function undoing(given: Arguments, id: string | undefined): Asked {
  if (id === undefined || !/^\d{1,9}$/.test(id)) throw new ArgumentError('应写明撤销第几项：undo 编号');
  const read = readUndo({ date: given.required('date'), basis: given.required('basis'), placements: placementsGiven(given) });
  if (!read.ok) throw new ArgumentError(read.error);
  const { date, basis, placements } = read.value;
  return { request: { kind: 'undo', id: Number(id), date, placements: placementsOf(placements) }, basis };
}

async function tryOut(store: Store, county: CountyCode, { request }: Asked, given: Arguments, session: Session): Promise<number> {
  const { plan } = await plannedLineage(store, county, request, session.now.slice(0, 10));
  const reply = planReply(plan);
  session.out(given.flag('json') ? `${JSON.stringify(reply, null, 2)}\n` : planLines(reply));
  return isSound(plan) ? exits.done : exits.refused;
}

async function write(store: Store, county: CountyCode, { request, basis }: Asked, given: Arguments, session: Session): Promise<number> {
  const said = { basis, actor, recordedAt: session.now };
  const out = await store.change(county, async (record) => {
    const done = await carryOut(record, county, request, session.now.slice(0, 10), said);
    if (done.ok) await evaluateInside(record, county, session.now);
    return done;
  });
  if (!out.ok) {
    const refusal = refusalOf(out.error);
    session.out(given.flag('json') ? `${JSON.stringify({ status: 'refused', ...refusal }, null, 2)}\n` : refusalLines(refusal));
    return exits.refused;
  }
  const { act, rows, notices } = out.value;
  const reply = actReply(act, await store.lineage(county), [...new Set(rows.map(({ entry }) => entry))]);
  session.out(
    given.flag('json')
      ? `${JSON.stringify({ status: 'written', act: reply, notices }, null, 2)}\n`
      : actLine(reply) + notices.map((notice) => `  应知：${notice}\n`).join(''),
  );
  return exits.done;
}

export async function lineageCommand(words: readonly string[], session: Session): Promise<number> {
  const given = readArguments(words, {
    county: 'text',
    kind: 'text',
    date: 'text',
    basis: 'text',
    parts: 'text',
    place: 'text',
    parcel: 'text',
    json: 'flag',
  });
  const county = given.county();
  const [verb, one, ...more] = given.files;
  if (more.length > 0) throw new ArgumentError(`多余的 ${more.join(' ')}`);
  if (verb !== 'list' && verb !== 'try' && verb !== 'write' && verb !== 'undo') throw new ArgumentError('应为 list、try、write 或 undo');
  const asked = verb === 'list' ? null : verb === 'undo' ? undoing(given, one) : changing(saidIn(given, county, one));
  return withStore(session, async (store) => {
    if (!(await store.county(county))) throw new ArgumentError(`没有 ${county} 的数据`);
    if (!asked) return list(store, county, given, session);
    return verb === 'try' ? tryOut(store, county, asked, given, session) : write(store, county, asked, given, session);
  });
}
