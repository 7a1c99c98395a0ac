/** The page begins: words first, then who answers, then the view. */
import { mount } from 'svelte'
import App from './App.svelte'
import './app.css'
import { use } from '$lib/ask'
import { Files } from '$lib/files'
import { Server } from '$lib/server'
import { LANGUAGES, speak, type Language } from '$lib/messages.svelte'
import { site } from '$lib/site'

async function begin(): Promise<void> {
  const wanted = localStorage.getItem('language') ?? navigator.language.slice(0, 2)
  await speak(wanted in LANGUAGES ? wanted as Language : 'en')
  use(site() ? new Files() : new Server())
  mount(App, { target: document.getElementById('app')! })
}

void begin()
