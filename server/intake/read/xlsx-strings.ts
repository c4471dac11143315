// The shared texts of a workbook, without the reading aids (phonetic runs) that some programs put beside them.
import type { XmlHandler } from './xml.ts';

/** Control characters that XML cannot hold are written `_x000D_`. */
export function withoutEscapes(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

export class StringsReader implements XmlHandler {
  readonly values: string[] = [];
  #text = '';
  #collecting = false;
  #aside = false;

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#aside = true;
    else if (name === 't') this.#collecting = !this.#aside;
  }

  text(text: string): void {
    if (this.#collecting) this.#text += text;
  }

  close(name: string): void {
    if (name === 'si') this.values.push(withoutEscapes(this.#text));
    else if (name === 'rPh') this.#aside = false;
    else if (name === 't') this.#collecting = false;
  }
}
