// Imports one file into a home of its own and prints what it took: a process of its own, because the peak of memory belongs to a process.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { countyCode } from '#domain/land/codes.ts';
import { subjects } from '../../server/intake/intake.ts';
import { importFile } from '../../server/pipeline.ts';
import { openStore } from '../../server/store/store.ts';

const [file, asked] = process.argv.slice(2);
const subject = subjects.find((one) => one === asked)!;
const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-import-'));
const store = await openStore(home);
try {
  const begun = performance.now();
  const bytes = readFileSync(file!);
  const report = await importFile(
    store,
    { county: countyCode('330723'), countyName: '基准县', name: path.basename(file!), bytes, subject },
    { reference: { county: () => null, townships: () => [] }, actor: 'bench', now: '2023-01-01T00:00:00Z', evaluate: false },
  );
  const milliseconds = performance.now() - begun;
  process.stdout.write(
    JSON.stringify({
      status: report.status,
      records: report.counts?.records ?? 0,
      milliseconds,
      megabytes: process.resourceUsage().maxRSS / 1024,
    }),
  );
} finally {
  await store.close();
  rmSync(home, { recursive: true, force: true });
}
