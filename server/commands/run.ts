// The command line: finds the command, runs it, and turns what went wrong into an exit code and a sentence.
import { fullDiskMessage, isFullDisk } from '#domain/full-disk.ts';
import { type Config, ConfigError } from '../config.ts';
import { ArgumentError } from './arguments.ts';
import { exits, type Session, type Streams } from './session.ts';

type Command = (words: readonly string[], session: Session) => Promise<number>;

/** Loaded when asked for: an import of a table need not load the server, nor the demonstration the importer. */
const commands: Readonly<Record<string, { readonly usage: string; readonly load: () => Promise<Command> }>> = {
  serve: { usage: 'mutu serve', load: async () => (await import('./serve.ts')).serveCommand },
  demo: { usage: 'mutu demo [--county 代码] [--parcels 宗数] [--seed 种子]', load: async () => (await import('./demo.ts')).demoCommand },
  import: {
    usage:
      'mutu import 文件… --as parcels|firms|accounts|tenure|townships|blocks|ledger|zones --county 代码\n      [--crs EPSG:4549] [--encoding gb18030] [--mapping 名称] [--layer 图层] [--repair] [--foreign [--keys plain|pad10]]\n      [--name 县名] [--dry-run] [--json]',
    load: async () => (await import('./import.ts')).importCommand,
  },
  evaluate: {
    usage:
      'mutu evaluate --county 代码 --policy 政策 [--year 年度] [--as-of 截至日期] [--json]\n      截至日期不写的，与网页相同：演示县为其所在日期，其余为今天',
    load: async () => (await import('./evaluate.ts')).evaluateCommand,
  },
  policy: {
    usage: 'mutu policy lint [文件…] [--county 代码 [--year 年度]] [--json]',
    load: async () => (await import('./policy.ts')).policyCommand,
  },
  export: {
    usage: 'mutu export parcels --county 代码 --format geojson|gpkg|csv|xlsx [--view 查询] -o 文件',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  lineage: {
    usage:
      'mutu lineage list --county 代码 [--parcel 宗地] [--json]\n  mutu lineage try|write --county 代码 (文件.json | --kind split|merge|renumber|rearrange --date 日期 --basis 依据\n      --parts 原宗地=新宗地[:亩],…) [--place 条目=新宗地:亩,…] [--json]\n  mutu lineage undo 编号 --county 代码 --date 日期 --basis 依据 [--place …] [--json]',
    load: async () => (await import('./lineage.ts')).lineageCommand,
  },
  backup: { usage: 'mutu backup 文件', load: async () => (await import('./backup.ts')).backupCommand },
  restore: { usage: 'mutu restore 文件', load: async () => (await import('./backup.ts')).restoreCommand },
  user: {
    usage:
      'mutu user add 用户名 [--role clerk|bureau|planner|leader|administrator|viewer] [--townships 代码,…] [--password 密码] · user list · user disable 用户名',
    load: async () => (await import('./user.ts')).userCommand,
  },
  verify: { usage: 'mutu verify [--json]', load: async () => (await import('./verify.ts')).verifyCommand },
};

function help(): string {
  return [
    '亩图 mutu：县域工业用地地图',
    '',
    ...Object.values(commands).map(({ usage }) => `  ${usage}`),
    '',
    '退出码：0 完成；1 数据不完好；2 命令有误；3 已入库但有问题；4 拒绝，未作改动',
    '',
  ].join('\n');
}

/** Runs one command line; `config` is read only when a command needs it. Never throws for what the caller did wrong. */
export async function runCommand(words: readonly string[], streams: Streams, config: () => Config, now: () => string): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    streams.out(help());
    return name === undefined ? exits.usage : exits.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    streams.err(`没有命令 ${name}\n\n${help()}`);
    return exits.usage;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    streams.out(`${command.usage}\n`);
    return exits.done;
  }
  try {
    const run = await command.load();
    return await run(rest, { ...streams, config: config(), now: now() });
  } catch (error) {
    if (isFullDisk(error)) {
      streams.err(`${fullDiskMessage}（${error instanceof Error ? error.message : ''}）\n`);
      return exits.unsound;
    }
    if (!(error instanceof ArgumentError || error instanceof ConfigError)) throw error;
    streams.err(`${error.message}\n用法：${command.usage}\n`);
    return exits.usage;
  }
}
