// Features as a GeoPackage: made in a thread of its own, because GDAL blocks the one it runs in.
import { startWorker } from '../../worker.ts';
import type { GeopackageAnswer, GeopackageOrder } from './geopackage-worker.ts';

/** Bytes of a GeoPackage with one layer in EPSG:4490; features whose `code` is empty are left out. Throws with GDAL's words when it fails. */
export async function geopackageBytes(geojson: string, layer = 'parcels'): Promise<Uint8Array<ArrayBuffer>> {
  const order: GeopackageOrder = { geojson, layer };
  const worker = startWorker(new URL('./geopackage-worker.ts', import.meta.url), order);
  try {
    const answer = await new Promise<GeopackageAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the GeoPackage thread ended with ${code}`)));
    });
    if ('fault' in answer) throw new Error(`GeoPackage: ${answer.fault}`);
    return answer.bytes;
  } finally {
    await worker.terminate();
  }
}
