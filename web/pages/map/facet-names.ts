// Names of filter choices that are words of ours, in the page's language.
import type { TFunction } from 'i18next';
import { NONE, UNKNOWN } from '#domain/select.ts';
import type { FacetOption, FacetPart } from './facets.ts';

export function industryName(t: TFunction, code: string): string {
  const name = t(`industries.${code}` as never, { defaultValue: '' });
  return name === '' ? code : name;
}

export function facetName(t: TFunction, part: FacetPart, option: Pick<FacetOption, 'key' | 'name'>): string {
  if (option.name !== null) return option.name;
  const { key } = option;
  switch (part) {
    case 'townships':
      return t('map.noTownship');
    case 'blocks':
      return t('map.noBlock');
    case 'grades':
      return t('map.gradeUnknown');
    case 'industries':
      return key === NONE ? t('map.industryUnknown') : industryName(t, key);
    case 'classes':
      return key === UNKNOWN ? t('map.unknown') : t('map.none');
    case 'idle':
      return t(`map.idle.${key as 'none' | 'suspected' | 'decided'}`);
    case 'freed':
      return t(`map.freed.${key as 'none' | 'declared' | 'verified'}`);
  }
}
