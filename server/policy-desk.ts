// The policies in force as a list that follows the record: parsed once per text, changed in place when another version comes into force.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { County } from '#domain/land/parcel.ts';
import { daysByCode } from './county-days.ts';
import type { IsoDate } from '#domain/period.ts';
import type { FailingPolicy } from '#domain/policy/in-force.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { Result } from '#domain/result.ts';
import { documentText } from './intake/document-text.ts';
import { parsePolicyYaml, type PolicyFileIssue } from './intake/policy-file.ts';
import type { PolicyDocument } from './store/policies.ts';
import type { Store } from './store/store.ts';
import { readRecorded, type ReadPolicy } from './stored-policies.ts';

export interface PoliciesInForce {
  /** Live: the same list, with the versions in force in it. */
  readonly policies: Policy[];
  readonly desk: {
    parse(yaml: string): Result<Policy, readonly PolicyFileIssue[]>;
    hash(content: string | Uint8Array): string;
    documentText(bytes: Uint8Array): Promise<Result<string, string>>;
    readonly template: string;
    /** Live: those in force that today's checks would not take. */
    readonly failing: readonly FailingPolicy[];
    /** What today's checks say of a text that the record holds; the policy as long as it can be judged by. */
    review(document: PolicyDocument): { readonly policy: Policy | null; readonly issues: readonly PolicyFileIssue[] };
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

const failingOf = ({ document: { id, version, county, hash }, policy, issues }: ReadPolicy): FailingPolicy => ({
  id,
  version,
  county,
  hash,
  judges: policy !== null,
  issues,
});

/** The policies of a record, on the day of each one's county (`today`). */
export async function openPolicies(store: Store, root: string, today: (county: County) => IsoDate): Promise<PoliciesInForce> {
  const policies: Policy[] = [];
  const failing: FailingPolicy[] = [];
  let held = '';
  const reload = async (): Promise<boolean> => {
    const documents = await store.policiesInForce(await daysByCode(store, today));
    const now = documents.map(({ hash }) => hash).join();
    if (now === held) return false;
    const read = documents.map(readRecorded);
    policies.splice(0, policies.length, ...read.flatMap(({ policy }) => policy ?? []));
    failing.splice(0, failing.length, ...read.filter(({ issues }) => issues.length > 0).map(failingOf));
    held = now;
    return true;
  };
  await reload();
  const template = readFileSync(join(root, 'data', 'policies', 'template.txt'), 'utf8');
  return {
    policies,
    desk: {
      parse,
      hash: (content) => createHash('sha256').update(content).digest('hex'),
      documentText,
      template,
      failing,
      review: readRecorded,
      reload,
    },
  };
}
