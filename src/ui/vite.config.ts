import { defineConfig } from 'vite'

const here = import.meta.dirname

/** Two pages, served by our own server under a strict content policy: nothing inline, no data: addresses. */
export default defineConfig({
  root: here,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: `${here}/../../dist/ui`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [`${here}/index.html`, `${here}/console.html`],
      output: { chunkFileNames: 'assets/shared-[hash].js' },
    },
  },
})
