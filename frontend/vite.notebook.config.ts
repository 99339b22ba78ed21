import { defineConfig } from 'vite';

// anywidget sends a widget's code to the browser as one text, so that nothing may be left to load.
export default defineConfig({
  build: {
    outDir: '../src/hiddenmath/web/static',
    emptyOutDir: false,
    copyPublicDir: false,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    rollupOptions: { output: { minify: true } }, // a library is not made small by itself
    lib: { entry: 'src/notebook.ts', formats: ['es'], fileName: 'notebook' },
  },
});
