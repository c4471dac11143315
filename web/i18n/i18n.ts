// Starts the texts: those of the frame and the map at once, the rest and English when they are needed; remembers the language on this device.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstTexts } from './zh-cn/first-texts.ts';

export type Language = 'zh-CN' | 'en';
const storageKey = 'mutu.language';

/** The remembered choice; Chinese when there is none or storage is closed to us. */
function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN';
  } catch {
    // Storage may be forbidden by the office's browser policy: then the choice lasts for this visit only.
    return 'zh-CN';
  }
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: firstTexts } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const language = rememberedLanguage();
  if (language === 'en') await changeLanguage('en');
  else document.documentElement.lang = 'zh-CN';
}

/** The rest of the Chinese texts: asked for after the first picture, and before any page that is not the map. */
export async function allTexts(): Promise<void> {
  const { zhCN } = await import('./zh-cn/texts.ts');
  i18next.addResourceBundle('zh-CN', 'translation', zhCN, true, true);
}

export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en/texts.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // See above: the choice is then not remembered, which is all that is lost.
  }
}
