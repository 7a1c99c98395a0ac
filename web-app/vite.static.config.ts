/** How the pages are built for a static site: one classic script and one style sheet, which open from a disk too, and the list of what the views ask for. */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, runnerImport, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = { $lib: here('./src/lib'), $messages: here('../src/ostrakon/report/messages') }
/** Scripts and styles of this folder only; a page on a disk has the scheme file. Nothing can be fetched. */
const POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'nonce-still'; img-src 'self' file: data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"

/** What stands for the number of a knob until the exporter knows it. */
const end = (name: string, path: string) => `{${name}:${path}}` as unknown as number
interface Requests { requests: (knobs?: unknown[]) => unknown[] }
interface Worlds { ASSUMED?: readonly string[] }

/** The lists of all views, each in its requests.ts. */
function prepared(): Plugin {
  return {
    name: 'ostrakon-prepared',
    async generateBundle() {
      const found: unknown[] = []
      for (const view of readdirSync(here('./src'))) {
        const file = here(`./src/${view}/requests.ts`)
        if (!existsSync(file)) continue
        const assumed = existsSync(here(`./src/${view}/worlds.ts`)) ? (await load<Worlds>(here(`./src/${view}/worlds.ts`))).ASSUMED ?? [] : []
        const knobs = assumed.map((path) => ({ path, low: end('low', path), value: end('value', path), high: end('high', path) }))
        found.push(...(await load<Requests>(file)).requests(knobs))
      }
      this.emitFile({ type: 'asset', fileName: 'requests.json', source: JSON.stringify(found) + '\n' })
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace(/<script type="module" crossorigin src="([^"]+)"><\/script>/, '<script defer src="$1"></script>').replace(/<link rel="stylesheet" crossorigin /, '<link rel="stylesheet" ')
        .replace('name="csp-nonce" content=""', 'name="csp-nonce" content="still"')
        .replace('<meta charset="utf-8" />', `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />\n    <meta name="referrer" content="no-referrer" />\n    <meta name="ostrakon-still" content="" />`),
    },
  }
}
const load = async <T>(file: string): Promise<T> => (await runnerImport<T>(file, { configFile: false, logLevel: 'error', resolve: { alias } })).module

export default defineConfig({
  base: './',
  plugins: [svelte(), prepared()],
  resolve: { alias, conditions: ['browser'] },
  build: { outDir: here('../src/ostrakon/web/still'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: false, cssCodeSplit: false, chunkSizeWarningLimit: 2000,
    rolldownOptions: { transform: { define: { 'import.meta': '{}' } }, output: { format: 'iife', codeSplitting: false, entryFileNames: 'page.js', assetFileNames: 'page[extname]' } } },
})
