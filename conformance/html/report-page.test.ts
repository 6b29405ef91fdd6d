import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hostileReports, withText } from '../drawn/fixtures/reports.ts'
import { visible } from '../visible.ts'
import { failing, passing, withKnown } from './fixtures/reports.ts'
import { reportPage } from './report-page.ts'

// What holds of the text of the page, without a browser. The tests in Chromium look at what it does.

/** The page without its own style and script. */
const bodyOf = (page: string) => page.replaceAll(/<(style|script)>[\s\S]*?<\/\1>/g, '')

/** The names of all tags, and of all attributes. */
function namesIn(page: string): ReadonlySet<string> {
  const tags = bodyOf(page).matchAll(/<([a-z][\w-]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)/gi)
  return new Set(
    [...tags].flatMap(([, name = '', words = '']) => [
      `<${name}>`,
      ...[...words.replaceAll(/"[^"]*"/g, '').matchAll(/\s([a-z-]+)/gi)].map(([, word = '']) => word),
    ]),
  )
}

describe('the page of a report', () => {
  const known = [withText('plain'), failing, withKnown].map((report) => namesIn(reportPage(report)))
  const plain = new Set(known.flatMap((own) => [...own]))

  it.each(hostileReports)('has no markup and no control character of a text: $text', ({ report }) => {
    const page = reportPage(report)
    expect([...namesIn(page)].filter((name) => !plain.has(name))).toEqual([])
    const shown = bodyOf(page).replaceAll('\n', '')
    expect(shown).toBe(visible(shown))
  })

  it('allows its own style and script by their digests, and nothing else', () => {
    const page = reportPage(failing)
    const digest = (name: string) => {
      const [, text = ''] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page) ?? []
      return `sha256-${createHash('sha256').update(text).digest('base64')}`
    }
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
    expect(policy?.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src '${digest('style')}'; script-src '${digest('script')}'; base-uri 'none'; form-action 'none'`,
    )
  })

  it('names no other file', () => {
    expect(reportPage(failing)).not.toMatch(/<link|<img|<iframe|@import|url\(| src=/)
  })

  it('has an anchor for each requirement', () => {
    const page = reportPage(passing)
    for (const { id } of passing.requirements) expect(page).toContain(` id="${id}"`)
  })
})
