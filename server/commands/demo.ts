// mutu demo [--county CODE] [--parcels N] [--seed N]: makes invented counties, through the same pipeline as real files.
import { mostParcels } from '../demo/generate.ts';
import { installDemo } from '../demo/install.ts';
import { referenceCounties } from '../demo/reference.ts';
import { importFile } from '../pipeline.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, readReference, type Session, withStore } from './session.ts';

export async function demoCommand(words: readonly string[], session: Session): Promise<number> {
  const given = readArguments(words, { county: 'text', parcels: 'text', seed: 'text' });
  if (given.files.length > 0) throw new ArgumentError(`demo 不接受文件：${given.files.join(' ')}`);
  const parcels = given.number('parcels', 1, mostParcels);
  const seed = given.number('seed', 0, Number.MAX_SAFE_INTEGER);
  const known = referenceCounties.map((county) => county.code);
  const wanted = given.text('county') === undefined ? known : [given.county()];
  for (const code of wanted) if (!known.includes(code)) throw new ArgumentError(`没有 ${code} 的演示县；现有 ${known.join('、')}`);
  const reference = readReference(session.config.root);
  return withStore(session, async (store) => {
    for (const county of wanted) {
      if ((await store.county(county))?.demo === false) {
        session.err(`${county} 是正式数据，不会被演示数据覆盖`);
        return exits.refused;
      }
    }
    for (const county of wanted) {
      const made = await installDemo(
        { county, ...(parcels === undefined ? {} : { parcels }), ...(seed === undefined ? {} : { seed }) },
        {
          importFile: (file, options) => importFile(store, file, { ...options, reference, demo: true }),
          change: store.change,
          progress: ({ file, counts }) => session.err(`  ${file}：${counts?.records ?? 0} 条`),
        },
      );
      session.out(
        `${made.name} ${county}：${made.parcels} 宗、${made.firms} 家企业、${made.accounts} 条账目、${made.ledgerEntries} 条台账（演示数据 · 虚构）\n`,
      );
    }
    return exits.done;
  });
}
