// Puts the component library under our theme and language; every part that uses it is fetched apart from the first paint.
import { App, ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessMotion } from './less-motion.ts';
import { theme } from './theme.ts';

const still: ThemeConfig = { ...theme, token: { ...theme.token, motion: false } };

export function Themed({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const lessMotion = useLessMotion();
  return (
    <ConfigProvider
      theme={lessMotion ? still : theme}
      locale={i18n.language === 'en' ? enUS : zhCN}
      wave={{ disabled: true }}
      popupMatchSelectWidth={false}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
