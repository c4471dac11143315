// What is on the screen, counted: how many pixels of a picture are near a colour.
import type { Page } from 'playwright-core';

/** Pixels of the page's middle (between the panels) near each colour. The browser itself decodes its own picture. */
export async function countColours(page: Page, colours: readonly string[], tolerance = 14): Promise<Record<string, number>> {
  const size = page.viewportSize() ?? { width: 1366, height: 768 };
  const clip = { x: 380, y: 200, width: size.width - 380 - 60, height: size.height - 200 - 100 };
  const picture = (await page.screenshot({ clip })).toString('base64');
  // On a page of its own: the app's page may, rightly, fetch nothing but the house.
  const decoder = await page.context().newPage();
  const counts = await decoder.evaluate(
    async ({ picture, colours, tolerance }) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const pen = canvas.getContext('2d')!;
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, image.width, image.height);
      const wanted = colours.map((colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)));
      const counts = Object.fromEntries(colours.map((colour) => [colour, 0]));
      for (let at = 0; at < data.length; at += 4) {
        for (const [place, rgb] of wanted.entries()) {
          if (rgb.every((part, channel) => Math.abs(part - data[at + channel]!) <= tolerance)) counts[colours[place]!]! += 1;
        }
      }
      return counts;
    },
    { picture, colours: [...colours], tolerance },
  );
  await decoder.close();
  return counts;
}

/** A fill colour as it looks on the map: drawn at 85 % over the pale ground. */
export function onGround(colour: string, ground = '#f4f5f3', opacity = 0.85): string {
  const part = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(colour, at) * opacity + part(ground, at) * (1 - opacity)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
