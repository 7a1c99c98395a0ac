/** The name under which a static site keeps the answer to a request: the same here and in src/ostrakon/web/prepared.py. */

/** JSON with sorted keys and no spaces; what is null or an empty list is left out, since it asks for nothing. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const kept = Object.entries(value).filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && !v.length)).sort(([a], [b]) => a < b ? -1 : 1)
    return `{${kept.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** FNV-1a of 64 bits over UTF-8, as 16 hexadecimal digits. */
export function fnv(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

/** The key of a request. */
export function keyOf(request: unknown): string {
  return fnv(canonical(request))
}
