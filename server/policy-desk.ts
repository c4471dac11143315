// The policies in force as a list that follows the record: parsed once per text, changed in place when another version comes into force.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { County } from '#domain/land/parcel.ts';
import { parseCountyCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { Result } from '#domain/result.ts';
import { documentText } from './intake/document-text.ts';
import { parsePolicyYaml, type PolicyFileIssue } from './intake/policy-file.ts';
import type { Store } from './store/store.ts';

export interface PoliciesInForce {
  /** Live: the same list, with the versions in force in it. */
  readonly policies: Policy[];
  readonly desk: {
    parse(yaml: string): Result<Policy, readonly PolicyFileIssue[]>;
    hash(content: string | Uint8Array): string;
    documentText(bytes: Uint8Array): Promise<Result<string, string>>;
    readonly template: string;
    reload(): Promise<boolean>;
  };
}

/** Largest text of a policy, in characters: the longest given one has a tenth of it. */
const LONGEST_TEXT = 500_000;

function parse(yaml: string): Result<Policy, readonly PolicyFileIssue[]> {
  const refused = (message: string) => ({ ok: false as const, error: [{ file: '', line: 1, column: 1, path: '', message }] });
  if (yaml.length > LONGEST_TEXT) return refused(`政策文件超过 ${LONGEST_TEXT} 字`);
  try {
    return parsePolicyYaml(yaml, '');
  } catch (error) {
    // Nesting without end exhausts the stack of whatever reads it.
    if (error instanceof RangeError) return refused('政策文件嵌套过深');
    throw error;
  }
}

/** The policies of a record, on the day of each one's county (`today`). */
export async function openPolicies(store: Store, root: string, today: (county: County) => IsoDate): Promise<PoliciesInForce> {
  const policies: Policy[] = [];
  const parsed = new Map<string, Policy>();
  let held = '';
  const reload = async (): Promise<boolean> => {
    const counties = new Map((await store.counties()).map((county) => [county.code as string, county]));
    const dayOf = (code: string): string => {
      const county = parseCountyCode(code);
      const known = counties.get(code);
      return known ? today(known) : county ? today({ code: county, name: code, demo: false }) : '9999-12-31';
    };
    const documents = await store.policiesInForce(dayOf);
    const now = documents.map(({ hash }) => hash).join();
    if (now === held) return false;
    const next = documents.map(({ id, yaml, hash }) => {
      const known = parsed.get(hash);
      if (known) return known;
      const read = parsePolicyYaml(yaml, id);
      // It was checked when it was added: failing now is a fault of the program, not of the document.
      if (!read.ok) throw new Error(`the recorded policy ${id} can no longer be read: ${read.error[0]?.message ?? ''}`);
      parsed.set(hash, read.value);
      return read.value;
    });
    policies.splice(0, policies.length, ...next);
    held = now;
    return true;
  };
  await reload();
  const template = readFileSync(join(root, 'data', 'policies', 'template.txt'), 'utf8');
  return {
    policies,
    desk: { parse, hash: (content) => createHash('sha256').update(content).digest('hex'), documentText, template, reload },
  };
}
