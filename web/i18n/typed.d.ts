// Makes t() check its keys against the Chinese texts.
import 'i18next';
import type { zhCN } from './zh-cn/texts.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zhCN };
    returnNull: false;
  }
}
