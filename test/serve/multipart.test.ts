// A form is read the same however it is cut into pieces, and what is broken says so.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryOf, MalformedForm, partsOf } from '../../server/serve/multipart.ts';

interface Given {
  readonly name: string;
  readonly filename: string | null;
  readonly content: Uint8Array;
}

const boundary = '----WebKitFormBoundaryA1b2';

function written(parts: readonly Given[]): Buffer {
  const head = ({ name, filename }: Given): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === null ? '' : `; filename="${filename}"`}\r\n\r\n`;
  return Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(head(part)), part.content, Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (let turn = 0; from < bytes.length; turn += 1) {
    const to = Math.min(bytes.length, from + sizes[turn % sizes.length]!);
    yield bytes.subarray(from, to);
    from = to;
  }
}

async function read(pieces: AsyncIterable<Uint8Array>, skip = false): Promise<Given[]> {
  const found: Given[] = [];
  for await (const { name, filename, pieces: content } of partsOf(pieces, boundary)) {
    const all: Uint8Array[] = [];
    if (!skip) for await (const piece of content) all.push(Buffer.from(piece));
    found.push({ name, filename, content: Buffer.concat(all) });
  }
  return found;
}

// Contents full of what marks are made of.
const content = fc
  .array(fc.constantFrom('\r\n', '--', `\r\n--${boundary.slice(0, 8)}`, 'x', '税', '\r', '\n'), { maxLength: 12 })
  .map((parts) => Buffer.from(parts.join('')));
const part = fc.record({
  name: fc.constantFrom('file', 'county', '县'),
  filename: fc.constantFrom(null, '宗地.zip', '企业(1).xlsx'),
  content,
});

test('the same parts, however the body is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      async (parts, sizes) => {
        const bytes = written(parts);
        expect(await read(cut(bytes, sizes))).toEqual(parts.map((one) => ({ ...one, content: Buffer.from(one.content) })));
        expect((await read(cut(bytes, sizes), true)).map(({ name }) => name)).toEqual(parts.map(({ name }) => name));
        // Broken off anywhere before its last mark, it is no form.
        const broken = bytes.subarray(0, Math.floor((bytes.length - 6) * 0.7));
        await expect(read(cut(broken, sizes))).rejects.toThrow(MalformedForm);
      },
    ),
    { numRuns: 150 },
  );
});

test('what a browser sends, and names in other spellings', async () => {
  const form = new FormData();
  form.set('county', '331123');
  form.append('file', new File(['甲'], '宗地 "新".zip'));
  const request = new Request('http://here/', { method: 'POST', body: form });
  const mark = boundaryOf(request.headers.get('content-type') ?? undefined)!;
  const names: (string | null)[] = [];
  for await (const one of partsOf(request.body!, mark)) names.push(one.filename);
  expect(names).toEqual([null, '宗地 "新".zip']);
  const told = (disposition: Buffer): Promise<Given[]> =>
    read(
      cut(
        Buffer.concat([
          Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; `),
          disposition,
          Buffer.from(`\r\n\r\nx\r\n--${boundary}--`),
        ]),
        [7],
      ),
    );
  expect((await told(Buffer.from(`filename="a.zip"; filename*=UTF-8''${encodeURIComponent('宗地.zip')}`)))[0]!.filename).toBe('宗地.zip');
  // 宗地 in GBK, as a Chinese command line writes it.
  expect(
    (await told(Buffer.concat([Buffer.from('filename="'), Buffer.from([0xd7, 0xda, 0xb5, 0xd8]), Buffer.from('.zip"')])))[0]!.filename,
  ).toBe('宗地.zip');
  expect(boundaryOf('application/json')).toBeNull();
});
