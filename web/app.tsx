// The routes, and what every one of them stands in: queries, texts, frame.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, RouterProvider } from '@tanstack/react-router';
import { Problem } from './api/problem.ts';
import { allTexts } from './i18n/i18n.ts';
import { PageFailed } from './pages/frame/page-failed.tsx';
import { PageMissing } from './pages/frame/page-missing.tsx';
import { Shell } from './pages/frame/shell.tsx';
import { parseAddress, writeAddress } from './state/address-text.ts';
import type { Address } from './state/view-context.tsx';

const root = createRootRoute({
  component: Shell,
  // The map is seen before its other texts are here; every other page is made of them.
  beforeLoad: async ({ location: { pathname } }) => {
    if (pathname !== '/' && pathname !== '/map') await allTexts();
  },
  validateSearch: (search: Record<string, unknown>): Address => (typeof search['view'] === 'string' ? { view: search['view'] } : {}),
});
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/map', search, replace: true });
  },
});
const mapPage = createRoute({
  getParentRoute: () => root,
  path: '/map',
  component: lazyRouteComponent(() => import('./pages/map/map-page.tsx'), 'MapPage'),
});
const progressPage = createRoute({
  getParentRoute: () => root,
  path: '/progress',
  component: lazyRouteComponent(() => import('./pages/progress/progress-page.tsx'), 'ProgressPage'),
});
const repurchasePage = createRoute({
  getParentRoute: () => root,
  path: '/repurchase',
  component: lazyRouteComponent(() => import('./pages/repurchase/repurchase-page.tsx'), 'RepurchasePage'),
});
const bulletinsPage = createRoute({
  getParentRoute: () => root,
  path: '/bulletins',
  component: lazyRouteComponent(() => import('./pages/bulletins/bulletins-page.tsx'), 'BulletinsPage'),
});
const bulletinsPart = createRoute({
  getParentRoute: () => root,
  path: '/bulletins/$part',
  component: lazyRouteComponent(() => import('./pages/bulletins/bulletins-page.tsx'), 'BulletinsPage'),
});
const wallPage = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  component: lazyRouteComponent(() => import('./pages/map/wall/wall-page.tsx'), 'WallPage'),
});
const evaluationPage = createRoute({
  getParentRoute: () => root,
  path: '/evaluation',
  component: lazyRouteComponent(() => import('./pages/evaluation/evaluation-page.tsx'), 'EvaluationPage'),
});
const policyPage = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  component: lazyRouteComponent(() => import('./pages/policy/policy-page.tsx'), 'PolicyPage'),
});
const policyPart = createRoute({
  getParentRoute: () => root,
  path: '/policy/$part',
  component: lazyRouteComponent(() => import('./pages/policy/policy-page.tsx'), 'PolicyPage'),
});

const dataPage = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('./pages/data/data-page.tsx'), 'DataPage'),
});
const dataPart = createRoute({
  getParentRoute: () => root,
  path: '/data/$part',
  component: lazyRouteComponent(() => import('./pages/data/data-page.tsx'), 'DataPage'),
});
const ledgerPage = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  component: lazyRouteComponent(() => import('./pages/ledger/ledger-page.tsx'), 'LedgerPage'),
});

const router = createRouter({
  routeTree: root.addChildren([
    start,
    mapPage,
    progressPage,
    repurchasePage,
    bulletinsPage,
    bulletinsPart,
    wallPage,
    evaluationPage,
    policyPage,
    policyPart,
    dataPage,
    dataPart,
    ledgerPage,
  ]),
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: PageMissing,
  // The map page is asked for at once; a pointer over a rail place fetches the other.
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

const queries = new QueryClient({
  defaultOptions: {
    // The server stands in the house: a browser that believes itself offline still reaches it, and what is saved must not wait for a cable.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      // What the server refused will be refused again; only a lost connection or a failing server is worth another try.
      retry: (failures, reason) =>
        failures < 2 && !(reason instanceof Problem && ['refused', 'not-found', 'outdated'].includes(reason.kind)),
      refetchOnWindowFocus: false,
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
