import { expect, it } from 'vitest'
import { describeInChromium } from './fixtures/chromium.ts'
import { tenThousand } from './fixtures/reports.ts'
import { reportPage } from './report-page.ts'

// An expression that runs in the page, whose types the kit does not have.
const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'

describeInChromium('the page of a large report', (open) => {
  it.each(['some', 'all'] as const)(
    'stays below 5 MB with 10,000 cases of which %s fail, and opens',
    async (failures) => {
      const report = tenThousand(failures)
      const html = reportPage(report)
      expect(Buffer.byteLength(html)).toBeLessThan(5_000_000)
      const before = performance.now()
      const { page } = await open(html)
      await page.evaluate(painted)
      console.log(
        `10,000 cases, ${failures} fail: ${Buffer.byteLength(html)} bytes, open in ${Math.round(performance.now() - before)} ms`,
      )
      expect(await page.locator('.cases > li').count()).toBe(10_000)
      const outline = await page
        .locator('h1, h2, main > section')
        .evaluateAll((parts) =>
          parts.map(
            ({ localName, id, textContent }) => `${localName} ${localName === 'section' ? id : textContent?.trim()}`,
          ),
        )
      expect(outline).toMatchSnapshot()
    },
  )
})
