// Features as a GeoPackage: made in a thread of its own, because GDAL blocks the one it runs in.
import { startWorker } from '../../worker.ts';
import type { GeopackageAnswer } from './geopackage-worker.ts';

/** Bytes of a GeoPackage with one layer `parcels` in EPSG:4490. Throws with GDAL's words when it fails. */
export async function geopackageBytes(geojson: string): Promise<Uint8Array<ArrayBuffer>> {
  const worker = startWorker(new URL('./geopackage-worker.ts', import.meta.url), geojson);
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
