/** CodeMirror for a regime's text: colours of YAML, what is wrong at its place, and what may be written there. Loaded only with the field itself. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState, type Extension, type Text } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { ask } from '$lib/ask'
import { say } from '$lib/messages.svelte'
import type { Completions, Problem } from '$lib/protocol'

export interface Edited {
  show(text: string): void
  mark(problems: Problem[]): void
  go(line: number, column: number): void
  replace(line: number, column: number, length: number, by: string): void
  end(): void
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--c2)' }, { tag: [tags.string, tags.content], color: 'var(--ink)' }, { tag: [tags.number, tags.bool, tags.null, tags.literal], color: 'var(--c1)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--soft)', fontStyle: 'italic' }, { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--soft)' }, { tag: [tags.keyword, tags.meta, tags.typeName], color: 'var(--c5)' }])
const LOOKS = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--card)' }, '&.cm-focused': { outline: 'none' }, '.cm-content': { caretColor: 'var(--ink)' }, '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--paper)', color: 'var(--soft)', borderRight: '1px solid var(--rule)' }, '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--link) 7%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--link) 28%, transparent)' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--soft)', maxWidth: 'min(34rem, 90vw)' }, '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--link)', color: 'var(--paper)' },
  '.cm-completionDetail': { color: 'inherit', opacity: '.8' }, '.cm-diagnostic': { borderLeft: '4px solid var(--warn)' }, '.cm-panels': { backgroundColor: 'var(--card)', color: 'var(--ink)' },
})

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos), text = context.state.doc.toString()
  const written = /[\w.-]*$/.exec(line.text.slice(0, context.pos - line.from))?.[0] ?? ''
  if (!context.explicit && !written && !/[:\s-]\s$|^\s+$/.test(line.text.slice(0, context.pos - line.from))) return null
  const found = await ask().post<Completions>('/api/complete', { text, line: line.number, column: context.pos - line.from + 1 }).catch(() => null)
  if (!found?.options.length || context.aborted) return null
  return { from: line.from + found.from - 1, options: found.options.map(({ label, detail, info }) => ({ label, detail, ...(info ? { info } : {}) })), validFor: /^[\w.-]*$/ }
}

/** Writing over a selection: left to the browser, it would try to keep the style of what went, which the content security policy forbids. */
const over = EditorView.domEventHandlers({ beforeinput: (event, view) => {
  if (event.inputType !== 'insertText' || event.isComposing || !event.data || view.state.selection.main.empty) return false
  event.preventDefault()
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true })
  return true
} })

export function edit(parent: HTMLElement, text: string, label: string, write: (text: string) => void): Edited {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content
  let told = text
  const extensions: Extension[] = [
    ...(nonce ? [EditorView.cspNonce.of(nonce)] : []), lineNumbers(), history(), drawSelection(), over, indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(), EditorView.lineWrapping, indentUnit.of('  '), yaml(),
    syntaxHighlighting(COLOURS), LOOKS, lintGutter(), autocompletion({ override: [complete], icons: false, interactionDelay: 30 }), EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    EditorState.phrases.of({ Completions: say('web-bench-editor-completions'), Diagnostics: say('web-problem-title'), 'No diagnostics': say('web-bench-sound'), close: say('web-bench-close') }),
    EditorView.updateListener.of((update) => { if (update.docChanged) { told = update.state.doc.toString(); write(told) } }),
  ]
  const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) })
  return {
    show: (to) => { if (to !== told) { told = to; view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: to } }) } },
    mark: (problems) => view.dispatch(setDiagnostics(view.state, problems.flatMap((p) => diagnostic(view.state.doc, p)))),
    go: (line, column) => { const at = place(view.state.doc, line, column); view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) }); view.focus() },
    replace: (line, column, length, by) => {
      const from = place(view.state.doc, line, column), to = Math.min(view.state.doc.lineAt(from).to, from + length)
      view.dispatch({ changes: { from, to, insert: by }, selection: { anchor: from + by.length }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      view.focus()
    },
    end: () => view.destroy(),
  }
}

function place(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines))
  return Math.min(found.to, found.from + Math.max(0, column - 1))
}

function diagnostic(doc: Text, p: Problem): Diagnostic[] {
  if (p.line === null) return []
  const from = place(doc, p.line, p.column ?? 1), to = Math.min(doc.lineAt(from).to, from + Math.max(1, p.length ?? 1))
  return [{ from, to: Math.max(from, to), severity: 'error', source: p.code, message: [p.title, p.reason, p.remedy].filter(Boolean).join('. ') }]
}
