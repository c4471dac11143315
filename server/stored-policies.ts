// The policies of the record, read out of their texts: each text once, because reading one checks all its worked examples.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '#domain/result.ts';
import type { LoadedPolicy } from './evaluate/evaluate-all.ts';
import { parsePolicyYaml } from './intake/policy-file.ts';
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

function parsed({ id, yaml, hash }: PolicyDocument): LoadedPolicy {
  const before = readBefore.get(hash);
  if (before?.policy.id === id) return before;
  const read = parsePolicyYaml(yaml, id);
  // It was checked when it was added: failing now is a fault of the program, not of the document.
  if (!read.ok) throw new Error(`the recorded policy ${id} can no longer be read: ${read.error[0]?.message ?? ''}`);
  const loaded = { policy: read.value, hash };
  readBefore.set(hash, loaded);
  return loaded;
}

/** The policies in use: the version of each that holds on the day of its county; left out: the last that was put in force. */
export async function storedPolicies(record: Reading, dayOf: (county: string) => string = () => '9999-12-31'): Promise<LoadedPolicy[]> {
  return (await record.policiesInForce(dayOf)).map(parsed);
}

/** Every version of every policy that was ever loaded. */
export async function parsedPolicies(record: Reading): Promise<LoadedPolicy[]> {
  return (await record.policyVersions()).map(parsed);
}
