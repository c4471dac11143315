// mutu policy lint [FILE]: reads policy files strictly and says what is wrong, by line.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parsePolicyYaml } from '../intake/policy-file.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, type Session } from './session.ts';

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ArgumentError(`${file} 无法读取：${error instanceof Error ? error.message : String(error)}`);
  }
}

export async function policyCommand(words: readonly string[], session: Session): Promise<number> {
  const [act, ...rest] = words;
  if (act !== 'lint') throw new ArgumentError(`policy 之后应为 lint${act === undefined ? '' : `，现为 ${act}`}`);
  const given = readArguments(rest, { json: 'flag' });
  const folder = join(session.config.root, 'data', 'policies');
  const files =
    given.files.length > 0
      ? given.files
      : readdirSync(folder)
          .filter((name) => /\.ya?ml$/.test(name))
          .sort()
          .map((name) => join(folder, name));
  const results = files.map((file) => ({ file, read: parsePolicyYaml(readText(file), basename(file)) }));
  const issues = results.flatMap(({ read }) => (read.ok ? [] : read.error));
  if (given.flag('json')) session.out(`${JSON.stringify({ files, issues }, null, 2)}\n`);
  else {
    for (const { file, read } of results) {
      if (read.ok)
        session.out(
          `${basename(file)}：${read.value.id} ${read.value.version}，${read.value.rules.length} 条规则、${read.value.gaps.length} 个空档、${read.value.targets.length} 个目标，无误\n`,
        );
      else for (const issue of read.error) session.out(`${issue.file}:${issue.line}:${issue.column} ${issue.path} ${issue.message}\n`);
    }
  }
  return issues.length > 0 ? exits.refused : exits.done;
}
