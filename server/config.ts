// The only reader of the environment: where the home folder is, where to listen, which basemap there is.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A basemap under the county's own context layers; none by default, so that nothing is fetched from outside. */
export type Basemap =
  | { readonly kind: 'none' }
  | { readonly kind: 'tianditu'; readonly key: string }
  | { readonly kind: 'pmtiles'; readonly file: string };

export interface Config {
  /** The checkout, in which data/ and the built page lie. */
  readonly root: string;
  /** Folder of the record, uploads and saved mappings. */
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly basemap: Basemap;
  /** Limits of the importer that the operator moved, by name (see server/intake/limits.ts). */
  readonly limits: Readonly<Record<string, number>>;
}

const environment = z.object({
  MUTU_HOME: z.string().optional(),
  MUTU_HOST: z.string().optional(),
  MUTU_PORT: z.string().optional(),
  MUTU_BASEMAP: z.string().optional(),
  MUTU_LIMITS: z.string().optional(),
});

/** What is wrong with a setting, in words for whoever started the program. */
export class ConfigError extends Error {}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new ConfigError(`MUTU_PORT 应为 0–65535 的端口号，现为 ${text}`);
  return port;
}

/** `none`, `tianditu:KEY`, `pmtiles:PATH`, or just the path of a .pmtiles file. */
function basemapOf(text: string, root: string): Basemap {
  if (text === '' || text === 'none') return { kind: 'none' };
  if (text.startsWith('tianditu:') && text.length > 'tianditu:'.length) return { kind: 'tianditu', key: text.slice('tianditu:'.length) };
  const file = text.startsWith('pmtiles:') ? text.slice('pmtiles:'.length) : text;
  if (file.endsWith('.pmtiles')) return { kind: 'pmtiles', file: resolve(root, file) };
  throw new ConfigError(`MUTU_BASEMAP 应为 none、tianditu:密钥 或 .pmtiles 文件路径，现为 ${text}`);
}

/** `rows=500000,fileBytes=200000000`: whole numbers by name. */
function limitsOf(text: string): Record<string, number> {
  const pairs = text.split(/[,;\s]+/).filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const match = /^(\w+)=(\d{1,15})$/.exec(pair);
      if (!match) throw new ConfigError(`MUTU_LIMITS 应写作 名称=整数，用逗号隔开（如 rows=500000），现有“${pair}”`);
      return [match[1]!, Number(match[2])];
    }),
  );
}

/** Reads the settings; empty ones count as not given. */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = environment.parse(variables);
  const root = fileURLToPath(new URL('..', import.meta.url));
  return {
    root,
    home: given.MUTU_HOME ? resolve(given.MUTU_HOME) : resolve(root, '.mutu'),
    host: given.MUTU_HOST || '127.0.0.1',
    port: portOf(given.MUTU_PORT || '8787'),
    basemap: basemapOf(given.MUTU_BASEMAP || '', root),
    limits: limitsOf(given.MUTU_LIMITS || ''),
  };
}
