import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { type Content, Html, html } from './html.ts'

/** The parts of a page. */
export interface PageParts {
  readonly title: string
  readonly body: Content
  /** Undefined: the style and the scripts of a report. */
  readonly assets?: Assets
}

/** Files of the folder `page`: a page has no others. */
export interface Assets {
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
}

/**
 * A page in one file: it loads nothing, and its policy allows no style and no script but the kit's own, by their digests. So text that
 * came from a driver could not run even if it became markup.
 */
export function documentOf({ title, body, assets = ofReport }: PageParts): string {
  const style = assets.styles.map(asset).join('\n')
  const script = assets.scripts.map(asset).join('\n')
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
${body}
<script>${new Html(script)}</script>
</body>
</html>
`.markup
}

const ofReport: Assets = { styles: ['page.css'], scripts: ['theme.js', 'page.js'] }

const known = new Map<string, string>()

/** A parser of HTML sees line feeds only, so the digest is that of a text without carriage returns. */
function asset(name: string): string {
  const read = known.get(name)
  if (read !== undefined) return read
  const text = readFileSync(join(packageRoot, 'conformance/html/page', name), 'utf8').replaceAll('\r\n', '\n')
  known.set(name, text)
  return text
}

const digestOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`
