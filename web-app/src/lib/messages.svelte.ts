/** Words of the page, in the reader's language: the same message files as the report's. Names of the page's own begin with "web-". */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'

export const LANGUAGES = { en: 'English', zh: '中文' } as const
export type Language = keyof typeof LANGUAGES

const FILES: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('$messages/en.ftl?raw'),
  zh: () => import('$messages/zh.ftl?raw'),
}

let bundle = $state.raw<FluentBundle | null>(null)
let current = $state<Language>('en')

/** Load a language and use it from now on, for what stands in `on`. */
export async function speak(language: Language, on: HTMLElement = document.documentElement): Promise<void> {
  const made = new FluentBundle(language, { useIsolating: false })
  const errors = made.addResource(new FluentResource((await FILES[language]()).default))
  if (errors.length) throw errors[0]
  bundle = made
  current = language
  on.lang = language
}

/** The language in use. */
export function language(): Language {
  return current
}

/** A message with its values. A missing one is an error that a test finds; a reader sees its name. */
export function say(name: string, values: Record<string, FluentVariable> = {}): string {
  const message = bundle?.getMessage(name)
  return message?.value ? bundle!.formatPattern(message.value, values) : `[${name}]`
}

/** Whether the files have such a message: for text of the code, which has none in English. */
export function said(name: string): boolean {
  return bundle?.getMessage(name)?.value != null
}
