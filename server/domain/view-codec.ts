// A view as one query parameter: compact JSON that needs no escaping in a link, and back with the reason when it is none.
import { fail, ok, type Result } from './result.ts';
import { viewSchema, type View } from './view.ts';

/** The view as text safe in a query string: JSON in URL-safe Base64 without padding, parts left out staying out. */
export function encodeView(view: View): string {
  const bytes = new TextEncoder().encode(JSON.stringify(view));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function jsonText(text: string): string | null {
  if (text.startsWith('{')) return text;
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

/** The view in the text (encoded, or plain JSON as a person may type it); otherwise why it is none. */
export function decodeView(text: string): Result<View, string> {
  if (text.length > 60_000) return fail('视图过长');
  const json = jsonText(text);
  if (json === null) return fail('视图既不是 JSON，也不是它的编码');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return fail('视图不是 JSON');
    throw error;
  }
  const parsed = viewSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const first = parsed.error.issues[0];
  return fail(`视图的 ${first?.path.join('.') || '整体'} 有误：${first?.message ?? ''}`);
}
