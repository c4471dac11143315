// A county's settings for buying land back, and costs stated for single parcels: rows are only ever added.
import type { CountyCode } from '#domain/land/codes.ts';
import { type CostOverride, settingsSchema, type SettingsVersion } from '#domain/repurchase/settings.ts';
import { numberOrNull, type Sql, text } from './sql.ts';

/** A version as it is handed in: its number follows from the rows before it. */
export type SettingsDraft = Pick<SettingsVersion, 'settings' | 'basis' | 'actor' | 'recordedAt'>;

/** The versions that people wrote, oldest first, numbered from 1. */
export function readSettings(sql: Sql, county: CountyCode): SettingsVersion[] {
  return sql
    .rows('SELECT settings, basis, actor, recorded_at FROM repurchase_settings WHERE county = ? ORDER BY id', county)
    .map(([settings, basis, actor, at], index) => ({
      version: index + 1,
      settings: settingsSchema.parse(JSON.parse(text(settings))),
      example: false,
      basis: text(basis),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendSettings(sql: Sql, county: CountyCode, { settings, basis, actor, recordedAt }: SettingsDraft): void {
  sql.run(
    'INSERT INTO repurchase_settings (county, settings, basis, actor, recorded_at) VALUES (?, ?, ?, ?, ?)',
    county,
    JSON.stringify(settings),
    basis,
    actor,
    recordedAt,
  );
}

/** Costs stated for single parcels, in the order of writing. */
export function readCostOverrides(sql: Sql, county: CountyCode): CostOverride[] {
  return sql
    .rows('SELECT parcel, cost, source, actor, recorded_at FROM repurchase_cost WHERE county = ? ORDER BY id', county)
    .map(([parcel, cost, source, actor, at]) => ({
      parcel: text(parcel),
      costFen: numberOrNull(cost ?? null),
      source: text(source),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendCostOverride(sql: Sql, county: CountyCode, { parcel, costFen, source, actor, recordedAt }: CostOverride): void {
  sql.run(
    'INSERT INTO repurchase_cost (county, parcel, cost, source, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
    county,
    parcel,
    costFen,
    source,
    actor,
    recordedAt,
  );
}
