import { expect, it } from 'vitest'
import { describeInChromium } from '../../html/fixtures/chromium.ts'
import { findingsOf } from '../answer/sink-trial.ts'
import { trialOnModel } from '../fixtures/trials.ts'
import { sinkTests } from '../telling/sink-tests.ts'
import { sinkPage } from './sink-page.ts'

const trial = { ...(await trialOnModel('both are kept')), claim: 'exactly-once' } as const
const findings = findingsOf(trial)
const text = sinkPage({ trial, findings, tests: sinkTests(trial, findings) })

describeInChromium('The page of cwc sink', (open) => {
  it.each(['light', 'dark'] as const)(
    'The page of cwc sink loads nothing and complains of nothing (%s)',
    async (scheme) => {
      const { page, complaints } = await open(text, { scheme })
      expect(await page.locator('.verdict .word').textContent()).toContain('claims exactly-once')
      await page.locator('td a').first().click()
      await page.locator(':target summary').last().click()
      expect(await page.locator(':target svg').isVisible()).toBe(true)
      expect(complaints).toEqual([])
    },
  )

  it.each([380, 1280])('The page of cwc sink is no wider than a window of %i pixels', async (width) => {
    const { page } = await open(text, { width })
    expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBe(width)
  })
})
