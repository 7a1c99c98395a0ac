/** Saving to the reader's own disk: texts, pictures. Nothing is sent anywhere. */

/** Hand the reader a file. */
export function save(name: string, content: Blob | string, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A text as the name of a file: letters of any script and digits. */
export function fileName(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'ostrakon'
}

/** A table as CSV (RFC 4180); an empty cell where there is nothing. */
export function csv(rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null) => value === null ? '' : /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'stroke-opacity',
  'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'visibility', 'display'] as const

/** A drawing of the page as an SVG file of its own: as it looks now, on its paper, with its title. */
export function picture(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const from = [svg, ...svg.querySelectorAll('*')], to = [copy, ...copy.querySelectorAll('*')]
  from.forEach((one, n) => {
    const style = getComputedStyle(one)
    for (const look of LOOKS) if (style.getPropertyValue(look)) to[n]!.setAttribute(look, style.getPropertyValue(look))
    for (const name of ['class', 'style', 'tabindex', 'role', 'color', 'aria-label', 'aria-hidden']) to[n]!.removeAttribute(name)
  })
  const { width, height } = svg.viewBox.baseVal.width ? svg.viewBox.baseVal : svg.getBoundingClientRect()
  const page = getComputedStyle(svg), lines = wrapped(title, width / 8.2), head = 14 + 21 * lines.length
  copy.setAttribute('y', String(head))
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const words = lines.map((line, n) => `<text x="12" y="${24 + 21 * n}">${escaped(line)}</text>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + head}" viewBox="0 0 ${width} ${height + head}">`
    + `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${page.getPropertyValue('--card') || '#fff'}"/>`
    + `<g font-family="Georgia, serif" font-size="16" fill="${page.color}">${words}</g>${new XMLSerializer().serializeToString(copy)}</svg>`
}

/** A picture as PNG, at so many pixels to one. */
export async function png(svg: string, scale = 2): Promise<Blob> {
  const image = new Image(), address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * scale
    canvas.height = image.naturalHeight * scale
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done, fail) => canvas.toBlob((blob) => blob ? done(blob) : fail(new Error('no picture')), 'image/png'))
  } finally { URL.revokeObjectURL(address) }
}

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** About how many Latin letters wide a text is: an ideograph is two. */
export const breadth = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)

/** A text in lines of at most so much, in letters unless another measure is given; words stay whole where the script has them. */
export function wrapped(text: string, most: number, width: (text: string) => number = breadth): string[] {
  const lines: string[] = ['']
  for (const word of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
    const last = lines.length - 1
    if (width(lines[last]! + word.trimEnd()) > most && lines[last]) lines.push(word)
    else lines[last] += word
  }
  return lines.map((line) => line.trim())
}
