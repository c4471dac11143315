// Response entries of routes: a JSON body of a known type, with what the document says of it.
import { z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';

/** A schema for a reply whose type our own code builds: the client gets the type, the document the given description. */
export function shaped<T>(name: string, description: string) {
  return z.custom<T>(() => true).openapi(name, { type: 'object', description });
}

/** The 200 entry of a route that answers JSON. */
export function answers<S extends z.ZodType>(description: string, schema: S) {
  return { 200: { description, content: { 'application/json': { schema } } } };
}

/** The reply itself. The type is stated rather than inferred: branded codes and readonly lists are plain in JSON. */
export function reply<T>(c: Context, body: T): Response & TypedResponse<JSONParsed<T>, 200, 'json'> {
  return c.body(JSON.stringify(body), 200, { 'Content-Type': 'application/json; charset=utf-8' }) as unknown as Response &
    TypedResponse<JSONParsed<T>, 200, 'json'>;
}
