// A printed map before it is drawn: plain data, so that a thread of its own can draw it. Counts and sums are those of the screen.
import { sees } from '#domain/access/actor.ts';
import { VERDICT_UNKNOWN } from '#domain/columns.ts';
import { freedOnDay, freedTimeline, timelineStage } from '#domain/ledger/freed-timeline.ts';
import { dayNumber } from '#domain/ledger/ledger-lines.ts';
import type { ClassStyle } from '#domain/policy/policy.ts';
import type { Sums } from '#domain/summary.ts';
import type { Decimal } from '#domain/units.ts';
import { ledgerLines } from '../target-scope.ts';
import { filterWords } from './filter-words.ts';
import { flatShapes, type FlatShapes } from './flat-shapes.ts';
import { printedGround, printedPlaces, type PrintedGround, type PrintedPlace } from './ground.ts';
import { printedFill, type PrintedClass } from './printed-fill.ts';
import type { PrintSubject } from './print-subject.ts';

/** Parcels by index: outline and what each of them shows. */
export interface PrintedParcels {
  readonly shapes: FlatShapes;
  readonly fill: Uint8Array;
  /** 0: the view leaves it out; it is drawn pale. */
  readonly kept: Uint8Array;
  /** 0 none or not judged, else 1 + class of the policy. */
  readonly verdict: Uint8Array;
  readonly idle: Uint8Array;
  readonly freed: Uint8Array;
  /** Kind of freed land: 0 none, else 1 + place in `landMetricKinds`. */
  readonly kind: Uint8Array;
  readonly township: Int32Array;
  readonly block: Int32Array;
}

export interface MapPicture {
  readonly county: { readonly code: string; readonly name: string; readonly demo: boolean };
  readonly year: number;
  readonly asOf: string;
  readonly ledgerDay: string;
  readonly dataVersion: string;
  readonly policy: {
    readonly title: string;
    readonly status: string;
    readonly statusNote: string | null;
    readonly documentNumber: string | null;
    readonly version: string;
  } | null;
  /** The view tries other thresholds: marked 模拟 wherever shown. */
  readonly simulated: boolean;
  readonly against: string | null;
  readonly filter: readonly string[];
  readonly fill: {
    readonly title: string;
    readonly unit: string | null;
    readonly baseYear: number | null;
    readonly classes: readonly PrintedClass[];
  };
  readonly verdicts: readonly {
    readonly name: string;
    readonly style: ClassStyle;
    readonly colour: string;
    readonly parcels: number;
    readonly area: number;
  }[];
  readonly idle: Sums['idle'];
  /** Parcels declared and verified. */
  readonly freed: readonly [declared: number, verified: number];
  readonly total: Pick<Sums, 'parcels' | 'area' | 'areaKnown' | 'tax' | 'taxKnown' | 'ratioTax' | 'ratioArea'>;
  /** Parcels of the county that the asker may see. */
  readonly all: number;
  readonly undrawn: number;
  readonly thresholds: readonly Decimal[];
  readonly townships: readonly PrintedPlace[];
  readonly blocks: readonly PrintedPlace[];
  readonly ground: PrintedGround;
  readonly parcels: PrintedParcels;
  /** Freed land drawn apart from its parcel, with its stage: 1 declared, 2 verified. */
  readonly pieces: { readonly shapes: FlatShapes; readonly stage: Uint8Array };
  /** Overlays that the view switches off: context, hatches, verdicts, labels. */
  readonly hidden: readonly string[];
}

function freedLand({ snapshot, actor, ledgerDay }: PrintSubject, kept: Uint8Array) {
  const lines = ledgerLines(snapshot.sheet).all.filter(({ township }) => sees(actor, township));
  const timeline = freedTimeline(lines, (parcel) => snapshot.indexOf.get(parcel) ?? -1);
  const day = dayNumber(ledgerDay);
  const onDay = freedOnDay(timeline, snapshot.base.size, day);
  const standing = timeline.shapes
    .map(({ place, shape }) => ({ shape, stage: timelineStage(timeline, place, day), parcel: timeline.parcel[place]! }))
    .filter(({ stage, parcel }) => stage > 0 && (parcel < 0 || kept[parcel] === 1));
  return {
    kind: onDay.kind,
    pieced: onDay.pieced,
    pieces: { shapes: flatShapes(standing.map(({ shape }) => shape)), stage: Uint8Array.from(standing, ({ stage }) => stage) },
  };
}

export function mapPicture(subject: PrintSubject): MapPicture {
  const { snapshot, columns, policy, year, view, keeps, ledgerDay } = subject;
  const { sheet, base, picks } = snapshot;
  const { county } = sheet.data;
  const { codes, total, thresholds, ...fill } = printedFill(subject);
  const kept = Uint8Array.from({ length: base.size }, (_, index) => (keeps(index) ? 1 : 0));
  const land = freedLand(subject, kept);
  const [townships, blocks] = [printedPlaces(subject, 'township'), printedPlaces(subject, 'block')];
  const drawn = Array.from(picks, (pick) => sheet.parcel(pick).shape);
  const freed = columns.freed.map((state, index) => (land.pieced[index] === 1 ? 0 : state));
  const count = (state: number): number => columns.freed.reduce((sum, one, index) => sum + (one === state && kept[index] === 1 ? 1 : 0), 0);
  return {
    county: { code: county.code, name: county.name, demo: county.demo },
    year,
    asOf: sheet.asOf,
    ledgerDay,
    dataVersion: snapshot.tag,
    policy: policy && {
      title: policy.title,
      status: policy.status,
      statusNote: policy.statusNote,
      documentNumber: policy.documentNumber,
      version: policy.version,
    },
    simulated: subject.variant !== null,
    against: subject.variant ? null : (subject.against?.title ?? null),
    filter: filterWords(subject),
    fill,
    verdicts: columns.classes.map((name) => {
      const known = policy?.classes.find((one) => one.name === name);
      const { parcels, area } = total.classes[name]!;
      return { name, style: known?.style ?? 'solid', colour: known?.colour ?? '#1f2937', parcels, area };
    }),
    idle: total.idle,
    freed: [count(1), count(2)],
    total,
    all: base.size,
    undrawn: drawn.filter((shape, index) => shape === null && kept[index] === 1).length,
    thresholds,
    townships: townships.places,
    blocks: blocks.places,
    ground: printedGround(subject),
    parcels: {
      shapes: flatShapes(drawn),
      fill: codes,
      kept,
      verdict: columns.verdict.map((code) => (code === VERDICT_UNKNOWN ? 0 : code)),
      idle: columns.idle,
      freed,
      kind: land.kind,
      township: townships.placeOf,
      block: blocks.placeOf,
    },
    pieces: land.pieces,
    hidden: (view.layers ?? []).flatMap((name) => (name.startsWith('-') ? [name.slice(1)] : [])),
  };
}
