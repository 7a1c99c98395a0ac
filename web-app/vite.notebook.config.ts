/** How the widgets of a notebook are built: one module and one style sheet, which anywidget loads as they are. */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [svelte()],
  publicDir: false,
  resolve: { alias: { $lib: here('./src/lib'), $messages: here('../src/ostrakon/report/messages') }, conditions: ['browser'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { outDir: here('../src/ostrakon/notebook/static'), emptyOutDir: true, target: 'es2022', cssCodeSplit: false, chunkSizeWarningLimit: 2000,
    lib: { entry: here('./src/notebook/widgets.ts'), formats: ['es'], fileName: () => 'widgets.js', cssFileName: 'widgets' },
    rolldownOptions: { output: { codeSplitting: false } } },
})
