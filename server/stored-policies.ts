// The policies of the record, read out of their texts: each text once, because reading one checks all its worked examples.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '#domain/policy/policy.ts';
import { ok } from '#domain/result.ts';
import type { LoadedPolicy } from './evaluate/evaluate-all.ts';
import { parsePolicyYaml, parseRecordedYaml, type PolicyFileIssue } from './intake/policy-file.ts';
import type { PolicyDocument } from './store/policies.ts';
import type { Reading, Store } from './store/store.ts';

const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

/** Policies by the hash of their text: reading one checks all its worked examples, which need not be done for every file imported. */
const readBefore = new Map<string, LoadedPolicy>();

/** Reads every policy file of a folder into the record, new texts only. What cannot be read is reported by file and line. */
export async function loadPolicies(
  store: Store,
  folder: string,
  now: string,
): Promise<{ readonly added: number; readonly faults: readonly string[] }> {
  let added = 0;
  const faults: string[] = [];
  const present = new Set((await store.policies()).map((document) => document.hash));
  const names = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  for (const name of names.sort()) {
    const yaml = readFileSync(join(folder, name), 'utf8');
    const hash = sha256(yaml);
    if (present.has(hash)) continue;
    const known = readBefore.get(hash);
    const read = known ? ok(known.policy) : parsePolicyYaml(yaml, name);
    if (!read.ok) {
      faults.push(...read.error.map((issue) => `${issue.file}:${issue.line}:${issue.column} ${issue.path} ${issue.message}`));
      continue;
    }
    readBefore.set(hash, { policy: read.value, hash });
    const { id, version, county } = read.value;
    if (await store.addPolicy({ id, version, county, hash, yaml, recordedAt: now })) added += 1;
  }
  return { added, faults };
}

/** A policy of the record as today's program reads it. */
export interface ReadPolicy {
  readonly document: PolicyDocument;
  /** Null when it can no longer be judged by: earlier verdicts stand, new ones are not made. */
  readonly policy: Policy | null;
  /** Why today's checks would not take it; empty when they would. */
  readonly issues: readonly PolicyFileIssue[];
}

const recordedBefore = new Map<string, Pick<ReadPolicy, 'policy' | 'issues'>>();

/** Reads a recorded text. A fault is a value: one document must not keep the others, or the server, from starting. */
export function readRecorded(document: PolicyDocument): ReadPolicy {
  const { id, yaml, hash } = document;
  const before = readBefore.get(hash);
  if (before?.policy.id === id) return { document, policy: before.policy, issues: [] };
  let read = recordedBefore.get(hash);
  if (!read) recordedBefore.set(hash, (read = parseRecordedYaml(yaml, id)));
  return { document, ...read };
}

const usable = (document: PolicyDocument): LoadedPolicy[] => {
  const { policy } = readRecorded(document);
  return policy ? [{ policy, hash: document.hash }] : [];
};

/**
 * The policies in use: the version of each that holds on the day of its county; left out: the last that was put in force. One that
 * can no longer be judged by is not among them.
 */
export async function storedPolicies(record: Reading, dayOf: (county: string) => string = () => '9999-12-31'): Promise<LoadedPolicy[]> {
  return (await record.policiesInForce(dayOf)).flatMap(usable);
}

/** Every version of every policy that was ever loaded and can still be judged by. */
export async function parsedPolicies(record: Reading): Promise<LoadedPolicy[]> {
  return (await record.policyVersions()).flatMap(usable);
}

/** Policies in use that today's checks would not take, each with what is wrong. */
export async function failingPolicies(record: Reading, dayOf: (county: string) => string = () => '9999-12-31'): Promise<ReadPolicy[]> {
  return (await record.policiesInForce(dayOf)).map(readRecorded).filter(({ issues }) => issues.length > 0);
}
