// A small XML reader for files nobody vouches for: events as the text arrives, no entities of its own, bounded depth.
import { ownValue } from '#domain/own-value.ts';
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';

export interface XmlHandler {
  /** Element by its name without prefix, with its attributes as written (see `attribute`). */
  open(name: string, attributes: string): void;
  /** Text with entities replaced; may come in several pieces. */
  text(text: string): void;
  close(name: string): void;
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities every XML knows and numbered characters; anything else stays as written. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ownValue(namedEntities, name) ?? whole;
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const [exclamation, slash, question] = [0x21, 0x2f, 0x3f];

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Value of an attribute by its name without prefix; undefined when there is none. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let from = 0; ;) {
    const at = attributes.indexOf(name, from);
    if (at < 0) return undefined;
    from = at + name.length;
    const before = at === 0 ? ' ' : attributes[at - 1]!;
    if (before > ' ' && before !== ':') continue;
    let next = from;
    while (attributes[next] === ' ') next += 1;
    if (attributes[next] !== '=') continue;
    next += 1;
    while (attributes[next] === ' ') next += 1;
    const quote = attributes[next];
    if (quote !== '"' && quote !== "'") continue;
    const end = attributes.indexOf(quote, next + 1);
    return end < 0 ? undefined : withoutEntities(attributes.slice(next + 1, end));
  }
}

/** Reads XML piece by piece; `write` and `end` give the reason once the text cannot be relied on. */
export class XmlReader {
  #rest = '';
  readonly #open: string[] = [];
  #seen = false;
  readonly #handler: XmlHandler;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  write(piece: string): Result<true, Refusal> {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    while (at < text.length) {
      const start = text.indexOf('<', at);
      if (start < 0) break;
      if (start > at) this.#text(text.slice(at, start));
      const end = tagEnd(text, start);
      if (end < 0) {
        at = start;
        break;
      }
      const fault = this.#tag(text, start, end);
      if (fault) return fault;
      at = end;
    }
    // Text without a tag behind it yet may go out at once, unless an entity is still being written.
    const rest = text.slice(at);
    if (rest.length > 65_536 && !rest.startsWith('<') && !rest.slice(-12).includes('&')) {
      this.#text(rest);
      this.#rest = '';
    } else this.#rest = rest;
    return this.#rest.length > limits.markupCharacters ? broken('标签过长或没有结束') : ok(true);
  }

  end(): Result<true, Refusal> {
    if (this.#rest.startsWith('<') || this.#open.length > 0 || !this.#seen) return broken('没有写完');
    return ok(true);
  }

  #text(text: string): void {
    if (this.#open.length > 0) this.#handler.text(withoutEntities(text));
  }

  #tag(text: string, start: number, end: number): { readonly ok: false; readonly error: Refusal } | null {
    const second = text.charCodeAt(start + 1);
    if (second === question) return null;
    if (second === exclamation) {
      if (text.startsWith('<![CDATA[', start)) {
        if (this.#open.length > 0) this.#handler.text(text.slice(start + 9, end - 3));
        return null;
      }
      // A document that brings entities of its own can grow without end or reach for other files.
      if (/^<!DOCTYPE/i.test(text.slice(start, start + 9)) && /\[|<!ENTITY|SYSTEM|PUBLIC/i.test(text.slice(start, end)))
        return refuse('file-unsafe', 'XML 里自带实体或外部文档定义（可能是炸弹或外部引用），不安全，文件未导入；请重新导出。');
      return null;
    }
    if (second === slash) {
      const name = localName(text.slice(start + 2, end - 1)).trimEnd();
      if (this.#open.pop() !== name) return broken(`</${name.slice(0, 40)}> 没有配对`);
      this.#handler.close(name);
      return null;
    }
    const closed = text.charCodeAt(end - 2) === slash;
    const stop = closed ? end - 2 : end - 1;
    let cut = start + 1;
    while (cut < stop && text.charCodeAt(cut) > 0x20) cut += 1;
    const name = localName(text.slice(start + 1, cut));
    this.#seen = true;
    this.#handler.open(name, cut === stop ? '' : text.slice(cut, stop));
    if (closed) this.#handler.close(name);
    else if (this.#open.push(name) > limits.nesting) return broken(`嵌套超过 ${limits.nesting} 层`);
    return null;
  }
}

/** Index after the tag that begins at `start`; -1 while it is not all there. */
function tagEnd(text: string, start: number): number {
  const second = text.charCodeAt(start + 1);
  if (second === exclamation) {
    if (text.length - start < 9) return -1;
    if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
    if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9);
    return doctypeEnd(text, start);
  }
  if (second === question) return after(text, '?>', start + 2);
  let quote = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (quote !== 0) {
      if (character === quote) quote = 0;
    } else if (character === 0x3e) return at + 1;
    else if (character === 0x22 || character === 0x27) quote = character;
  }
  return -1;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** A document type may hold an internal subset in square brackets, with tags of its own. */
function doctypeEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    else if (character === '>' && depth <= 0) return at + 1;
  }
  return -1;
}

function broken(reason: string): { readonly ok: false; readonly error: Refusal } {
  return refuse('file-unreadable', `XML 不完整或有语法错误（${reason}），文件未导入；请重新导出。`);
}

/** The whole of a text at once. */
export function readXml(text: string, handler: XmlHandler): Result<true, Refusal> {
  const reader = new XmlReader(handler);
  const read = reader.write(text);
  return read.ok ? reader.end() : read;
}
