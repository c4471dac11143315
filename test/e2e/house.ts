// A whole running house for the journeys: a copy of an invented 遂昌 in a home folder of its own, the real server, the built page, one browser.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { county, runMutu } from './mutu.ts';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { encodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';
import { startServer, type Running } from '../../server/main.ts';

export { county };

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface House {
  readonly address: string;
  readonly browser: Browser;
  /** The command line over the house's own home folder. */
  readonly mutu: (...words: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

function browserPath(): string {
  const found = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file !== undefined && existsSync(file),
  );
  if (found === undefined) throw new Error('no Chromium: set CHROMIUM_PATH');
  return found;
}

/** Builds the house. The page must have been built (`npm run build`; `npm test` does it). */
export async function openHouse(): Promise<House> {
  if (!existsSync(path.join(root, 'dist/web/index.html'))) throw new Error('dist/web is not built: npm run build');
  const home = mkdtempSync(path.join(tmpdir(), 'mutu-journeys-'));
  cpSync(inject('demoHome'), home, { recursive: true });
  const server: Running = await startServer({ root, home, host: '127.0.0.1', port: 0, basemap: { kind: 'none' }, limits: {} });
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // The graphics card is a program here: only the map is drawn with it, not all the page.
      '--disable-gpu-compositing',
      '--disable-background-networking',
      // Nothing outside may be needed: what is asked for elsewhere is not found.
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
  return {
    address: server.address,
    browser,
    mutu: (...words) => runMutu(words, home),
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained of: script errors, refused content. Journeys that break things on purpose look at their own. */
  readonly complaints: string[];
  /** Addresses asked for outside the house. */
  readonly strangers: string[];
}

/** The page's size, and how many dots of the screen a pixel has. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly dots?: number;
}

/**
 * A fresh visitor with an empty memory. Without a graphics card every dot of a map is dear: half of them are left out each way,
 * which leaves all places and sizes as they are, unless the journey looks at the picture itself.
 */
export async function visitor(house: House, { width, height, dots = 0.5 }: Screen = { width: 1366, height: 768 }): Promise<Visit> {
  const viewport = { width, height };
  const context = await house.browser.newContext({ viewport, deviceScaleFactor: dots, locale: 'zh-CN', reducedMotion: 'reduce' });
  // A machine that is busy draws a map slowly; what never comes is still told within the test.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== house.address) strangers.push(request.url());
  });
  return { page, context, complaints, strangers };
}

export function link(house: House, place: 'map' | 'progress' | 'ledger', view: View = { county }): string {
  return `${house.address}/${place}?view=${encodeView(view)}`;
}

/** The view that stands in the page's address. */
export function viewOf(page: Page): View {
  const text = new URL(page.url()).searchParams.get('view') ?? '';
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as View;
}

/** Opens the map and waits until it is drawn and its panels stand. */
export async function openMap(house: House, page: Page, view: View = { county }): Promise<void> {
  await page.goto(link(house, 'map', view));
  await page.locator('[data-testid=map][data-ready=true]').waitFor({ timeout: 60_000 });
  await page.locator('.selection-bar').waitFor({ timeout: 60_000 });
}

/** JSON of a route, as the page would get it. */
export async function ask<T>(house: House, route: string): Promise<T> {
  const reply = await fetch(`${house.address}${route}`);
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}
