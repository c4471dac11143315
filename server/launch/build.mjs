// npm run build: the web, built and compressed, whether or not anything has changed.
import { launch, needNode } from './checkout.mjs';
import { ensureInstalled } from './install.mjs';
import { buildWeb } from './web.mjs';

await launch(async () => {
  needNode();
  await ensureInstalled();
  await buildWeb();
});
