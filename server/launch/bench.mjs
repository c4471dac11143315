// npm run bench -- [name]: the benchmarks, with their dependencies and the built web in place.
import { launch, inCheckout, needNode } from './checkout.mjs';
import { ensureInstalled, importTypeScript } from './install.mjs';
import { ensureWebBuilt } from './web.mjs';

await launch(async () => {
  needNode();
  await ensureInstalled();
  await ensureWebBuilt();
  process.argv[1] = inCheckout('test', 'bench', 'run.ts');
  await importTypeScript('test/bench/run.ts');
});
