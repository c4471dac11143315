// Starts the texts: Chinese at once, English fetched when asked for; remembers the choice on this device.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { zhCN } from './zh-cn/texts.ts';

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
    resources: { 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const language = rememberedLanguage();
  if (language === 'en') await changeLanguage('en');
  else document.documentElement.lang = 'zh-CN';
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
