// Before the journeys: one invented 遂昌 is made, of which each journey's house gets a copy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { county, runMutu } from './mutu.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    demoHome: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const home = mkdtempSync(path.join(tmpdir(), 'mutu-demo-'));
  await runMutu(['demo', '--county', county], home);
  project.provide('demoHome', home);
  return () => rmSync(home, { recursive: true, force: true });
}
