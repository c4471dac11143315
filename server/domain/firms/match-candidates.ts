// Firms that a parcel, or a code in the accounts, may belong to: scored by code, name, address and place, each part shown.
import type { MultiPolygon, Position } from '../land/geometry.ts';
import { distanceToShape } from '../land/distance.ts';
import { alike, bigrams, codeEdits, contained, nameCore } from './similar-text.ts';

/** What is looked for. Null parts are not known and earn nothing. */
export interface Sought {
  readonly uscc: string | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly township: string | null;
  readonly shape: MultiPolygon | null;
}

export interface KnownFirm {
  readonly uscc: string;
  readonly name: string;
  readonly address: string | null;
  readonly township: string | null;
  readonly position: Position | null;
}

/** Points out of what each part can earn; the score is their sum, at most 100. */
export interface MatchScore {
  readonly total: number;
  readonly code: number;
  readonly name: number;
  readonly address: number;
  readonly place: number;
}

export interface MatchCandidate {
  readonly uscc: string;
  readonly name: string;
  readonly score: MatchScore;
  /** In words: one reason for each part that earned something. */
  readonly reasons: readonly string[];
}

/** What each part can earn. A code one slip away and a like name together say more than either. */
export const matchWeights = { code: 40, name: 40, address: 12, place: 8 } as const;

/** Codes further apart than this are different codes, not slips. */
const mostEdits = 2;
/** Names less alike than this only share a common word. */
const leastName = 0.34;
/** Within this many metres of the lot a firm's sign may still be the lot's. */
const farMetres = 300;

const points = (share: number, weight: number): number => Math.round(share * weight * 10) / 10;

/** Finds candidates among the firms of a county; made once per version. `placeNames`: names of the county and its townships. */
export class CandidateFinder {
  readonly #firms: readonly KnownFirm[];
  readonly #cores: readonly string[];
  readonly #placeNames: readonly string[];
  /** Firms by the pairs of characters in their names' cores, so that only firms that share one are compared. */
  readonly #byPair = new Map<string, number[]>();

  constructor(firms: readonly KnownFirm[], placeNames: readonly string[]) {
    this.#firms = firms;
    this.#placeNames = [...placeNames].sort((left, right) => right.length - left.length);
    this.#cores = firms.map((firm) => nameCore(firm.name, this.#placeNames));
    for (const [index, core] of this.#cores.entries()) {
      for (const pair of new Set(bigrams(core))) {
        const list = this.#byPair.get(pair);
        if (list) list.push(index);
        else this.#byPair.set(pair, [index]);
      }
    }
  }

  /** The best candidates, best first (ties: lower code); those who earn nothing are left out. */
  find(sought: Sought, most: number): MatchCandidate[] {
    const core = sought.name === null ? '' : nameCore(sought.name, this.#placeNames);
    const worthwhile = new Set<number>();
    for (const pair of bigrams(core)) for (const index of this.#byPair.get(pair) ?? []) worthwhile.add(index);
    for (const [index, firm] of this.#firms.entries()) {
      if (worthwhile.has(index)) continue;
      if (sought.uscc !== null && codeEdits(sought.uscc, firm.uscc, mostEdits) <= mostEdits) worthwhile.add(index);
      else if (firm.position !== null && sought.shape !== null && distanceToShape(firm.position, sought.shape) <= farMetres)
        worthwhile.add(index);
      else if (firm.address !== null && sought.address !== null && contained(firm.address, sought.address) > 0.7) worthwhile.add(index);
    }
    return [...worthwhile]
      .map((index) => this.#weigh(sought, core, index))
      .filter(({ score }) => score.code + score.name + score.address > 0 || score.place > matchWeights.place / 2)
      .sort((a, b) => b.score.total - a.score.total || (a.uscc < b.uscc ? -1 : 1))
      .slice(0, most);
  }

  #weigh(sought: Sought, core: string, index: number): MatchCandidate {
    const firm = this.#firms[index]!;
    const reasons: string[] = [];
    const earn = (share: number, weight: number, reason: string): number => {
      if (share > 0) reasons.push(reason);
      return points(share, weight);
    };
    const edits = sought.uscc === null ? mostEdits + 1 : codeEdits(sought.uscc, firm.uscc, mostEdits);
    const code = earn(
      edits > mostEdits ? 0 : 1 - edits / (mostEdits + 1),
      matchWeights.code,
      edits === 0 ? '代码相同' : `代码相差 ${edits} 处`,
    );
    const likeness = alike(core, this.#cores[index]!);
    const name = earn(
      likeness < leastName ? 0 : likeness,
      matchWeights.name,
      likeness === 1 ? '字号相同' : `字号相似 ${Math.round(likeness * 100)}%`,
    );
    const there = firm.address === null || sought.address === null ? 0 : contained(firm.address, sought.address);
    const address = earn(there < 0.5 ? 0 : there, matchWeights.address, `地址相似 ${Math.round(there * 100)}%`);
    const place = this.#weighPlace(sought, firm, reasons);
    const total = Math.round((code + name + address + place) * 10) / 10;
    return { uscc: firm.uscc, name: firm.name, score: { total, code, name, address, place }, reasons };
  }

  #weighPlace(sought: Sought, firm: KnownFirm, reasons: string[]): number {
    if (firm.position !== null && sought.shape !== null) {
      const metres = distanceToShape(firm.position, sought.shape);
      if (metres > farMetres) return 0;
      reasons.push(metres === 0 ? '位于宗地内' : `距宗地约 ${Math.round(metres)} 米`);
      return points(1 - metres / (farMetres * 2), matchWeights.place);
    }
    if (firm.township === null || firm.township !== sought.township) return 0;
    reasons.push('同一乡镇');
    return points(0.4, matchWeights.place);
  }
}
