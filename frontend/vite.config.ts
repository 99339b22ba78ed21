import { defineConfig } from 'vitest/config';

const pages = ['base', 'glossary', 'home', 'lesson', 'practice', 'settings', 'style', 'tool', 'xray'];

export default defineConfig({
  base: '/static/',
  build: {
    outDir: '../src/hiddenmath/web/static',
    emptyOutDir: true,
    manifest: 'manifest.json',
    // The Content-Security-Policy allows fonts and pictures from this server only, so nothing becomes a data: URL.
    assetsInlineLimit: 0,
    // Injecting <link rel=modulepreload> by script is not needed: every browser we support does it natively.
    modulePreload: { polyfill: false },
    // light-dark() and container queries are kept as written.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    rollupOptions: { input: Object.fromEntries(pages.map((page) => [page, `src/pages/${page}.ts`])) },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
