// Where the tiles of a county are: whole addresses, because the map's worker has no page to resolve a path against.

/** Address template with {z}/{x}/{y}; the version makes it good for ever. */
export function tileAddress(set: 'parcels' | 'context', county: string, version: string): string {
  const { origin } = new URL(document.baseURI);
  return `${origin}/tiles/${set}/${county}/{z}/{x}/{y}.mvt?v=${encodeURIComponent(version)}`;
}
