// Reads a multipart form as it comes in, part by part, without holding more of it than a piece.

/** One part: a field of the form, or a file in pieces. */
export interface Part {
  readonly name: string;
  /** Null: a field. */
  readonly filename: string | null;
  /** To be read to its end, or dropped, before the next part is asked for. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** The body is no multipart form. */
export class MalformedForm extends Error {}

const longestHead = 16_384;
const mostParts = 400;

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/** The mark between parts, out of the content type; null when there is none. */
export function boundaryOf(contentType: string | undefined): string | null {
  if (!/^multipart\/form-data\b/i.test(contentType ?? '')) return null;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType!) ?? [];
  return quoted ?? plain ?? null;
}

/** Names come in UTF-8 from browsers, and in the machine's own encoding from some command lines. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function parameter(disposition: string, name: string): string | null {
  const extended = new RegExp(`;\\s*${name}\\*=UTF-8''([^;\\s]+)`, 'i').exec(disposition)?.[1];
  if (extended !== undefined && /^(?:[^%]|%[0-9a-f]{2})*$/i.test(extended)) return decoded(percentBytes(extended));
  const [, quoted, plain] = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(disposition) ?? [];
  // Browsers write a quotation mark as %22, command lines as \".
  return quoted?.replaceAll(/\\(["\\])/g, '$1').replaceAll('%22', '"') ?? plain ?? null;
}

function percentBytes(text: string): Uint8Array {
  return Buffer.from(
    text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** The bytes that have come in and are not used yet. */
class Incoming {
  #held: Buffer = Buffer.alloc(0);
  readonly #source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done) throw new MalformedForm('the form ends too early');
    this.#held =
      this.#held.length === 0 ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.concat([this.#held, value]);
  }

  async atLeast(bytes: number): Promise<Buffer> {
    while (this.#held.length < bytes) await this.#more();
    const taken = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    return taken;
  }

  /** What stands before the mark, which is used up too. */
  async before(mark: Buffer, most: number): Promise<Buffer> {
    for (let from = 0; ;) {
      const at = this.#held.indexOf(mark, from);
      if (at >= 0) {
        const found = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        return found;
      }
      if (this.#held.length > most) throw new MalformedForm('the head of a part is too long');
      from = Math.max(0, this.#held.length - mark.length);
      await this.#more();
    }
  }

  /** What stands before the mark, in pieces. */
  async *piecesBefore(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        if (at > 0) yield this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        return;
      }
      // The mark may have begun at the end of what is here.
      const sure = this.#held.length - mark.length + 1;
      if (sure > 0) {
        yield this.#held.subarray(0, sure);
        this.#held = this.#held.subarray(sure);
      }
      await this.#more();
    }
  }
}

export async function* partsOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const incoming = new Incoming(body[Symbol.asyncIterator]());
  const mark = Buffer.from(`\r\n--${boundary}`);
  const first = await incoming.before(mark.subarray(2), longestHead);
  if (first.length > 0 && !first.subarray(-2).equals(lineEnd)) throw new MalformedForm('the form does not begin with its mark');
  for (let count = 0; ; count += 1) {
    const next = await incoming.atLeast(2);
    if (next.toString('latin1') === '--') return;
    if (!next.equals(lineEnd)) throw new MalformedForm('a mark without an end of line');
    if (count >= mostParts) throw new MalformedForm(`more than ${mostParts} parts`);
    const head = decoded(await incoming.before(headEnd, longestHead));
    const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
    const name = parameter(disposition, 'name');
    if (name === null) throw new MalformedForm('a part without a name');
    const pieces = incoming.piecesBefore(mark);
    yield { name, filename: parameter(disposition, 'filename'), pieces };
    // What was not wanted of it is passed over.
    let over = await pieces.next();
    while (!over.done) over = await pieces.next();
  }
}
