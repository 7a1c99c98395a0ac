/** The widgets of a notebook: the city, a life and a comparison, each from what Python put into its model. One module that asks nobody anything. */
import { mount, unmount, type Component } from 'svelte'
import { LANGUAGES, speak, type Language } from '$lib/messages.svelte'
import tokens from '../app.css?raw'
import CityWidget from './CityWidget.svelte'
import ComparisonWidget from './ComparisonWidget.svelte'
import LifeWidget from './LifeWidget.svelte'

/** What anywidget hands over: the traits of the Python object. */
export interface Model {
  get(name: string): unknown
  set(name: string, value: unknown): void
  save_changes(): void
  on(event: string, heard: () => void): void
  off(event: string, heard?: () => void): void
}
const VIEWS: Record<string, Component<{ model: Model }>> = { city: CityWidget, life: LifeWidget, comparison: ComparisonWidget }
const NAME = 'ostrakon-widget'

/** The style sheet of the pages, for what is inside a widget only. */
function clothed(): void {
  if (document.getElementById(NAME)) return
  const style = document.createElement('style')
  style.id = NAME
  style.textContent = `.${NAME} { ${tokens.replace(/\/\*[^]*?\*\//g, '').replaceAll(':root', '&').replace(/^body \{ margin: 0;/m, '& { padding: 1rem;')} }`
  document.head.append(style)
}

async function render({ model, el }: { model: Model; el: HTMLElement }): Promise<() => void> {
  const language = String(model.get('language'))
  await speak(language in LANGUAGES ? language as Language : 'en', el)
  clothed()
  el.classList.add(NAME)
  const shown = mount(VIEWS[String(model.get('kind'))]!, { target: el, props: { model } })
  return () => { void unmount(shown) }
}
export default { render }
