/** How the pages are built: into the Python package, whole, with nothing fetched from anywhere. */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  base: './',
  plugins: [svelte()],
  resolve: { alias: { $lib: here('./src/lib'), $messages: here('../src/ostrakon/report/messages') }, conditions: ['browser'] },
  build: { outDir: here('../src/ostrakon/web/static'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': 'http://127.0.0.1:8765', '/ws': { target: 'ws://127.0.0.1:8765', ws: true } }, fs: { allow: [here('..')] } },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
})
