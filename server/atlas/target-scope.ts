// Where targets are looked at: a county, or a prefecture with the counties of it that are loaded; and the ledger's lines there.
import type { Actor } from '#domain/access/actor.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { County } from '#domain/land/parcel.ts';
import { earlierByCode } from '#domain/ledger/parcel-times.ts';
import { formerLand, type FormerLand, wasThere } from '#domain/ledger/former-land.ts';
import type { LedgerEntry } from '#domain/ledger/entry.ts';
import { type DayNumber, dayNumber, type LedgerLines, lineGroup, type LineGroup } from '#domain/ledger/ledger-lines.ts';
import { linesOf } from '#domain/ledger/lines-of-rows.ts';
import type { TargetStatement } from '#domain/ledger/target-statement.ts';
import type { IsoDate } from '#domain/period.ts';
import { type MicroMu, microMu } from '#domain/units.ts';
import type { CountySheet } from './sheet.ts';
import type { Snapshot } from './snapshot.ts';

export interface TargetScope {
  readonly code: string;
  readonly name: string;
  readonly demo: boolean;
  /** The county itself, or the loaded counties of a prefecture: each entry is in the ledger of one county, so none comes twice. */
  readonly members: readonly Snapshot[];
  readonly isPrefecture: boolean;
  readonly lines: LedgerLines;
  readonly statements: readonly TargetStatement[];
  readonly asOf: IsoDate;
  readonly tag: string;
}

export function ledgerLines(sheet: CountySheet): LedgerLines {
  return sheet.once('ledger lines', () => linesOf(sheet.data.ledger));
}

/** Parcels that are no more, with the days on which they were there. */
export function formerLandOf(sheet: CountySheet): readonly FormerLand[] {
  return sheet.once('former land', () => {
    const { lineage = [], formerParcels = [], earlierParcels = [] } = sheet.data;
    const former = new Map(formerParcels.map((parcel) => [parcel.code, parcel]));
    const parcelOf = (code: string) => {
      const index = sheet.indexOf.get(code);
      return index === undefined ? (former.get(code) ?? null) : sheet.parcel(index);
    };
    return formerLand(lineage, formerParcels, { parcelOf, earlierOf: earlierByCode(earlierParcels) });
  });
}

function pastOf(sheet: CountySheet, parcel: string): readonly FormerLand[] {
  const byCode = sheet.once('former land by code', () => {
    const found = new Map<string, FormerLand[]>();
    for (const land of formerLandOf(sheet)) found.set(land.code, [...(found.get(land.code) ?? []), land]);
    return found;
  });
  return byCode.get(parcel) ?? [];
}

/** The day of which the land of an entry, seen on a day, is to be shown: of one that was taken back, the last on which it stood. */
export function landDay({ reversedAt }: Pick<LedgerEntry, 'reversedAt'>, seenOn: IsoDate): DayNumber {
  return reversedAt === null ? dayNumber(seenOn) : dayNumber(reversedAt) - 1;
}

/** The drawing of a parcel on a day on which it lay otherwise than now; null when it did not, or nobody knows how. */
export function formerShape(sheet: CountySheet, parcel: string, day: DayNumber): MultiPolygon | null {
  return pastOf(sheet, parcel).find((land) => wasThere(land, day))?.shape ?? null;
}

/** The drawing of a parcel on a day, else as it is, or last was when it is no more; null when there is none. */
export function landShape(sheet: CountySheet, parcel: string, day: DayNumber): MultiPolygon | null {
  const then = formerShape(sheet, parcel, day);
  const index = sheet.indexOf.get(parcel);
  if (then) return then;
  return index === undefined ? (pastOf(sheet, parcel).at(-1)?.shape ?? null) : sheet.parcel(index).shape;
}

/** Counted land of each township, by code; what is in none under ''. */
export function landByTownship(sheet: CountySheet): ReadonlyMap<string, MicroMu> {
  return sheet.once('land by township', () => {
    const sums = new Map<string, number>();
    const { base } = sheet;
    for (let index = 0; index < base.size; index += 1) {
      const area = base.area[index]!;
      if (Number.isNaN(area)) continue;
      const code = base.townshipCodes[base.township[index]!] ?? '';
      sums.set(code, (sums.get(code) ?? 0) + area);
    }
    return new Map([...sums].map(([code, area]) => [code, microMu(area)]));
  });
}

export function isPrefecture(code: string): boolean {
  return code.endsWith('00');
}

/** What the scope needs of the atlas. */
interface Snapshots {
  counties(): readonly County[];
  snapshot(county: string, actor: Actor): Snapshot | null;
}

/** Lines of several ledgers as one. */
export function together(lines: readonly LedgerLines[]): LedgerLines {
  const groups = new Map<string, LineGroup>();
  return {
    get all() {
      return lines.flatMap((one) => one.all);
    },
    of(policy, kind) {
      const key = `${policy} ${kind}`;
      const group = groups.get(key) ?? lineGroup(lines.flatMap((one) => one.of(policy, kind).lines));
      groups.set(key, group);
      return group;
    },
  };
}

/** Null: neither a loaded county nor a prefecture with one. `nameOf` tells what a prefecture is called. */
export function targetScope(atlas: Snapshots, code: string, actor: Actor, nameOf: (code: string) => string): TargetScope | null {
  const own = atlas.snapshot(code, actor);
  if (own && !isPrefecture(code)) {
    const { data, asOf } = own.sheet;
    return {
      code,
      name: data.county.name,
      demo: data.county.demo,
      members: [own],
      isPrefecture: false,
      lines: ledgerLines(own.sheet),
      statements: data.targetStatements ?? [],
      asOf,
      tag: own.tag,
    };
  }
  if (!isPrefecture(code)) return null;
  const members = atlas
    .counties()
    .filter((county) => county.code.slice(0, 4) === code.slice(0, 4))
    .flatMap((county) => atlas.snapshot(county.code, actor) ?? []);
  if (members.length === 0) return null;
  const tag = members.map((member) => `${member.sheet.data.county.code}:${member.tag}`).join(',');
  return {
    code,
    name: own?.sheet.data.county.name ?? nameOf(code),
    demo: members.some(({ sheet }) => sheet.data.county.demo),
    members,
    isPrefecture: true,
    lines: members[0]!.once(`lines of ${tag}`, () => together(members.map(({ sheet }) => ledgerLines(sheet)))),
    // What is stated of a prefecture's targets stands in its own record, where it has one.
    statements: own?.sheet.data.targetStatements ?? [],
    asOf: members
      .map(({ sheet }) => sheet.asOf)
      .sort()
      .at(-1)!,
    tag,
  };
}
