import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname

/** What is fetched when it is needed is one small file: Vite's helper, which fetches more ahead, weighs more than that. */
const withoutPreloading: Plugin = {
  name: 'without-preloading',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
}

/**
 * Two pages, served by our own server under a strict content policy: nothing inline, no data: addresses. Each is built by
 * itself (`--mode index`, then `--mode console`): in one piece the chat is half a kilobyte lighter than with a part that
 * it shares with the console, and is fetched in one go.
 */
export default defineConfig(({ mode }) => ({
  root: here,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [withoutPreloading],
  build: {
    outDir: `${here}/../../dist/ui`,
    emptyOutDir: mode === 'index',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: `${here}/${mode}.html`,
      output: { chunkFileNames: 'assets/[name]-[hash].js' },
    },
  },
}))
