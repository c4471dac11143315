// What people call a field of the record: in Chinese by the file's own subject, in English by the name that mappings use.
import { useTranslation } from 'react-i18next';
import type { UploadReply } from '#domain/upload.ts';

/** Parts of a record that no column holds: they come of the drawing. */
const drawn = ['shape', 'measured_area'] as const;

export function useFieldLabel(upload: UploadReply): (field: string) => string {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language.startsWith('zh');
  const labels = new Map((upload.detected?.fields ?? []).map(({ name, label }) => [name, label]));
  return (field) => {
    const part = drawn.find((name) => name === field);
    if (part) return t(`intake.drawn.${part}`);
    return (chinese ? labels.get(field) : undefined) ?? field;
  };
}
