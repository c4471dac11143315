// Starts the page: tokens, texts, then the app.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startTexts } from './i18n/i18n.ts';
import { applyTokens } from './ui/tokens.ts';
import './ui/base.css';

applyTokens(document.documentElement);
const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
await startTexts();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
