import { visible, visibleLines } from '../visible.ts'

/** An element of an XML document, with elements or with text. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly content?: readonly Element[] | string
}

/**
 * The document as text. Names are trusted; texts may come from a driver. XML has no escape for control characters, so they are shown as
 * visible escapes, and each `<`, `>`, `&` and quotation mark is an entity, so that no text ends an element or an attribute.
 */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}`
}

function elementText({ name, attributes, content = [] }: Element, indent: string): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(visible(String(value)))}"`)
  const start = `${indent}<${name}${words.join('')}`
  if (content.length === 0) return `${start}/>\n`
  if (typeof content === 'string') return `${start}>${escaped(visibleLines(content))}</${name}>\n`
  return `${start}>\n${content.map((inner) => elementText(inner, `${indent}  `)).join('')}${indent}</${name}>\n`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
