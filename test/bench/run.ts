// npm run bench -- [name …]: runs test/bench/<name>.bench.ts, prints a table, writes test/bench/results/<name>.json.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BenchTable, type Measured } from './measure.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const ending = '.bench.ts';
const known = readdirSync(folder)
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length))
  .toSorted();

interface BenchModule {
  readonly bench: (table: BenchTable) => void | Promise<void>;
}

async function runOne(name: string): Promise<readonly Measured[]> {
  const { bench } = (await import(pathToFileURL(path.join(folder, name + ending)).href)) as BenchModule;
  const table = new BenchTable();
  await bench(table);
  mkdirSync(path.join(folder, 'results'), { recursive: true });
  const machine = { node: process.versions.node, cores: os.availableParallelism(), memoryGb: Math.round(os.totalmem() / 2 ** 30) };
  const result = { name, machine, lines: table.lines, withinLimits: table.lines.every(withinLimit) };
  writeFileSync(path.join(folder, 'results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return table.lines;
}

const withinLimit = ({ limit, median }: Measured) => limit === null || median <= limit;

function shown(value: number): string {
  if (value >= 1000) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(3);
}

/** Chinese characters take two columns of a terminal. */
const width = (text: string) => Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
const padEnd = (text: string, columns: number) => text + ' '.repeat(Math.max(0, columns - width(text)));

function print(name: string, lines: readonly Measured[]): void {
  const rows = lines.map((line) => [
    line.name,
    shown(line.median),
    shown(line.p95),
    line.unit,
    String(line.n),
    line.limit === null ? '' : `${withinLimit(line) ? '≤' : 'OVER'} ${shown(line.limit)}`,
    line.ratio === null ? '' : `×${shown(line.ratio.value)} of ${line.ratio.to}`,
    line.note ?? '',
  ]);
  const table = [['', 'median', 'p95', 'unit', 'n', 'limit', 'ratio', ''], ...rows];
  const columns = table[0]!.map((_, column) => Math.max(...table.map((row) => width(row[column]!))));
  console.log(`\n${name}`);
  for (const row of table)
    console.log(
      `  ${row
        .map((cell, column) => padEnd(cell, columns[column]!))
        .join('  ')
        .trimEnd()}`,
    );
}

const asked = process.argv.slice(2);
const strangers = asked.filter((name) => !known.includes(name));
if (strangers.length > 0) {
  console.error(`没有这个基准 · no such benchmark: ${strangers.join(', ')} (${known.join(', ')})`);
  process.exitCode = 1;
} else {
  for (const name of asked.length > 0 ? asked : known) print(name, await runOne(name));
}
