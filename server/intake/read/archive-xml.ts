// XML parts of an archive, read as they unpack.
import { ok, type Result } from '#domain/result.ts';
import type { Refusal } from '../refusal.ts';
import { brokenZip, type ArchiveEntry } from './archive.ts';
import { XmlReader, type XmlHandler } from './xml.ts';

/** Unpacks a part through a reader of its XML. */
export async function feed(entry: ArchiveEntry, handler: XmlHandler & { readonly fault?: unknown }): Promise<Result<true, Refusal>> {
  const xml = new XmlReader(handler);
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of entry.stream()) {
      const read = xml.write(decoder.decode(chunk, { stream: true }));
      if (!read.ok) return read;
      if (handler.fault) return ok(true);
    }
  } catch (error) {
    return brokenZip(error);
  }
  return xml.end();
}
