// What a person may ask for beside the file itself: how it is to be read. The same wishes, the same file: the same import.
import type { KeyForm } from '#domain/key-form.ts';
import type { ColumnMapping } from '#domain/upload-options.ts';

export interface ReadingWishes {
  /** Overrides the file's own coordinate system: EPSG:4549, a PROJ string or WKT; `+towgs84=…` alone adds parameters to the file's own. */
  readonly crs?: string | undefined;
  /** Overrides the encoding ladder: utf-8, gb18030, gbk … */
  readonly encoding?: string | undefined;
  readonly mapping?: ColumnMapping | undefined;
  /** Only this sheet or layer of the file, by its name. */
  readonly layer?: string | undefined;
  /** Take mended drawings where one is proposed; the drawing that was sent is kept beside it. */
  readonly repair?: boolean | undefined;
  /** A register of another country: its codes are kept as given and not held against Chinese forms, nor its places against the county's. */
  readonly foreign?: boolean | undefined;
  /** Form of the keys of such a register: as-is (usual), plain, padN. */
  readonly keys?: KeyForm | undefined;
}

/** The wishes alone, out of whatever carries them. */
export function wishesOf({ crs, encoding, mapping, layer, repair, foreign, keys }: ReadingWishes): ReadingWishes {
  return { crs, encoding, mapping, layer, repair, foreign, keys };
}

/** As canonical text. Wishes that came later are left out when they are not made, so that earlier imports stay recognised. */
export function wishesText({ crs, encoding, mapping, layer, repair, foreign, keys }: ReadingWishes): string {
  return JSON.stringify({
    crs: crs ?? null,
    encoding: encoding ?? null,
    mapping: mapping ?? null,
    layer,
    repair: repair || undefined,
    foreign: foreign || undefined,
    keys,
  });
}
