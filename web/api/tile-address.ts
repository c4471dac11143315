// Where tiles are: whole addresses, because the map's worker has no page to resolve a path against.

/** A path of our own server as a whole address; an address elsewhere as it is. Braces of templates are kept. */
export function wholeAddress(path: string): string {
  return path.startsWith('/') ? `${new URL(document.baseURI).origin}${path}` : path;
}

/**
 * Address template with {z}/{x}/{y}; the version makes it good for ever. Parcels are coloured by their place in the columns,
 * so tiles of any other version are refused by the server rather than drawn in wrong colours.
 */
export function tileAddress(set: 'parcels' | 'context', county: string, version: string): string {
  return wholeAddress(`/tiles/${set}/${county}/{z}/{x}/{y}.mvt?${set === 'parcels' ? 'only' : 'v'}=${encodeURIComponent(version)}`);
}
