import { defineConfig } from 'vitest/config';

const pages = ['base', 'glossary', 'home', 'lesson', 'practice', 'settings', 'style', 'tool', 'xray'];

// What every page needs; what every picture needs.
const CORE = /node_modules.*[\\/](lit|lit-html|lit-element|reactive-element)[\\/]|[\\/]src[\\/](server|somebody|math[\\/](format|state)|elements[\\/](into_view|pictures|storage))\.ts$/;
const PICTURE = /[\\/]src[\\/](visuals[\\/]_(visual|gestures|camera|cells|photo|photo_intake)|math[\\/]colour)\.ts$/;
const group = (name: string, priority: number, test: RegExp) => ({ name, priority, test });

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
    rollupOptions: {
      // What several pages share travels in a few files: each more is one more wait on a slow line.
      output: { codeSplitting: { groups: [group('core', 2, CORE), group('picture', 1, PICTURE)] } },
      input: Object.fromEntries(pages.map((page) => [page, `src/pages/${page}.ts`])),
    },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
