// npm run mutu -- <command>: the command line, with its dependencies in place.
import { inCheckout, launch, needNode } from './checkout.mjs';
import { ensureInstalled, importTypeScript } from './install.mjs';

await launch(async () => {
  needNode();
  await ensureInstalled();
  process.argv[1] = inCheckout('server', 'cli.ts');
  await importTypeScript('server/cli.ts');
});
