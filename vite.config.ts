// How the web is built (vite) and how the tests are run (vitest): one file, because the root holds no other.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
// The page's own host is kept: the server takes writes from its own pages only.
const server = { target: `http://127.0.0.1:${process.env['MUTU_PORT'] ?? '8787'}`, changeOrigin: false };

/** The heavy packages, each in a chunk of its own: the map draws before the charts are fetched, and an update of ours leaves them cached. */
const chunks = [
  // The bundler's own helper for late imports: left alone it lands in the biggest chunk that uses it, which would then be fetched first.
  { name: 'preload', test: /vite[\\/]preload-helper/, priority: 60 },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store)[\\/]/, priority: 50 },
  // Small packages that the component library and the charts share: in either of the two they would drag it in with the other.
  { name: 'shared', test: /node_modules[\\/](react-is|clsx|@babel)[\\/]/, priority: 50 },
  { name: 'maplibre', test: /node_modules[\\/](maplibre-gl|@maplibre)[\\/]/, priority: 40 },
  { name: 'deck', test: /node_modules[\\/](@deck\.gl|@luma\.gl|@loaders\.gl|@math\.gl|@probe\.gl)[\\/]/, priority: 40 },
  {
    name: 'recharts',
    test: /node_modules[\\/](recharts|d3-[^\\/]+|victory-vendor|@reduxjs|redux|react-redux|immer|decimal\.js-light)[\\/]/,
    priority: 30,
  },
  { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[^\\/]+|dayjs)[\\/]/, priority: 20 },
];

export default defineConfig({
  root: `${root}web`,
  plugins: [react()],
  build: {
    outDir: `${root}dist/web`,
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  worker: { format: 'es' },
  // Modules of web/api are served below the same path in development: those stay here.
  server: {
    proxy: { '^/api/(?!.*\\.tsx?(\\?|$))': server, '/tiles': server, '/ogc': server, '/openapi.json': server, '/version': server },
  },
  test: {
    root,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        root,
        test: {
          root,
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**'],
          setupFiles: ['test/draws.ts'],
          // Reading the same modules anew for each of 150 files took longer than the slowest tests; no test changes what a module holds.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        root,
        test: {
          root,
          name: 'journeys',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/demo-home.ts'],
          // One browser at a time, after everything else: two headless maps on two cores only make each other slow.
          fileParallelism: false,
          // Each file has a home, a server and a browser of its own; the server's code is read once for all of them.
          isolate: false,
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // As long as the browser is waited for: a second is too short on a busy machine.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
