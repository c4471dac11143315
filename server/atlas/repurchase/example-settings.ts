// The example of settings that stands until a county writes its own: figures from data/, labelled as an example.
import { settingsSchema, type SettingsVersion } from '#domain/repurchase/settings.ts';
import type { CountySheet } from '../sheet.ts';
import example from '../../../data/repurchase/example-settings.json' with { type: 'json' };

export const exampleSettings: SettingsVersion = {
  version: 0,
  settings: settingsSchema.parse(example),
  example: true,
  basis: '随程序提供的示例参数',
  actor: 'mutu',
  recordedAt: '1970-01-01T00:00:00Z',
};

/** The county's settings as they stand: its newest version, or the example. */
export function settingsOf(sheet: CountySheet): SettingsVersion {
  return sheet.data.repurchaseSettings?.at(-1) ?? exampleSettings;
}
