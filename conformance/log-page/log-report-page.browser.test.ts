import { expect, it } from 'vitest'
import { describeInChromium } from '../html/fixtures/chromium.ts'
import { altered, checked, recordedLogs } from '../production-logs/fixtures/checked.ts'
import { recording } from '../production-logs/fixtures/recording.ts'
import { manyEpochs } from './fixtures/many-epochs.ts'
import { logReportPage } from './log-report-page.ts'

const refused = () => logReportPage(checked(recordedLogs('3.5.8/local-sink-refuses-info')))

describeInChromium('the page of cwc check', (open) => {
  it.each(['light', 'dark'] as const)('loads nothing and complains of nothing (%s)', async (scheme) => {
    const { page, complaints } = await open(refused(), { scheme })
    expect(await page.locator('.verdict').textContent()).toContain('Rows can be lost or doubled')
    expect(await page.locator('.found').first().textContent()).toContain('commits stopped at epoch 2')
    await page.getByRole('button', { name: scheme === 'dark' ? 'Light' : 'Dark' }).click()
    await page.getByRole('button', { name: scheme === 'dark' ? 'Dark' : 'Light' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('has a row per partition, and names the lines of a mark that is chosen by keys or by the mouse', async () => {
    const { page } = await open(refused())
    expect(await page.locator('.timeline li').allTextContents()).toEqual([
      'query',
      'epochs started',
      'offsets logged',
      'epochs committed',
      'partition 0',
      'partition 1',
    ])
    const chosen = page.locator('output')
    await page.locator('.scroll').focus()
    await page.keyboard.press('Home')
    expect(await chosen.textContent()).toMatch(/^run started at driver\.log:\d+, 2026-/)
    await page.keyboard.press('ArrowRight')
    expect(await chosen.textContent()).toMatch(/^epoch started \(epoch 1\) at driver\.log:\d+/)
    await page.keyboard.press('End')
    expect(await chosen.textContent()).toMatch(/^run ended at driver\.log:164/)
    await page.locator('.mark.bad').first().click()
    expect(await chosen.textContent()).toMatch(/^error ignored at driver\.log:106, .*sink refuses epoch 3/)
  })

  it('shows the line of a mark, and leads to it by Enter', async () => {
    const { page } = await open(refused())
    await page.locator('.scroll').focus()
    await page.keyboard.press('n')
    expect(await page.locator('output pre').textContent()).toMatch(/^line 106: .*Inbox: Ignoring error/)
    await page.keyboard.press('Enter')
    expect(await page.locator(':target').textContent()).toMatch(/^106 .*ERROR Inbox: Ignoring error/)
  })

  it('has a line for each mark and each finding that names one, also without a script', async () => {
    const { page } = await open(refused().replace(/<script>.*<\/script>/s, ''))
    const hrefs = await page
      .locator('a[href^="#line-"]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')))
    expect(hrefs.length).toBeGreaterThan(40)
    expect(hrefs).toHaveLength((await page.locator('.timeline .mark').count()) + (await page.locator('.found').count()))
    for (const href of new Set(hrefs)) expect(await page.locator(`${href}`).count()).toBe(1)
  })

  it('does not call logs good in which a query failed, and tells old offsets from others', async () => {
    const failed = await open(logReportPage(checked(recordedLogs('3.5.8/cluster-task-fails-info'))))
    expect(await failed.page.locator('.verdict').textContent()).toContain('! No sign of lost rows, but a query failed')
    const lost = await open(
      logReportPage(checked({ 'driver.log': recording('3.5.8/checkpoint-demo/plain-lost/driver-run2.log') })),
    )
    expect(await lost.page.locator('.mark.bad title').allTextContents()).toEqual([
      expect.stringMatching(/^epoch committed with old offsets \(epoch 8\)/),
    ])
    expect(await lost.page.locator('.legend').textContent()).toContain('◐ epoch committed with old offsets')
  })

  it.each([380, 1280])('is no wider than a window of %i pixels', async (width) => {
    const { page } = await open(refused(), { width })
    expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBe(width)
  })

  it('prints light, with all verdicts and all lines, and without what only a screen can do', async () => {
    const { page } = await open(refused(), { scheme: 'dark' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.tools, #theme').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByText('RDD-14').isVisible()).toBe(true)
    const isWhole = await page.locator('.lines').evaluate((lines) => lines.scrollHeight <= lines.clientHeight + 1)
    expect(isWhole).toBe(true)
  })

  it('grows by plus and is whole again by 0, and keeps the chosen mark in view', async () => {
    const { page } = await open(refused())
    const width = () => page.locator('.timeline svg').evaluate((svg) => svg.getBoundingClientRect().width)
    const before = await width()
    await page.locator('.scroll').focus()
    await page.keyboard.press('End')
    for (let times = 0; times < 3; times++) await page.keyboard.press('+')
    expect(await width()).toBeCloseTo(8 * before, 0)
    const isInView = await page.locator('.is-chosen').evaluate((mark) => {
      const [own, view] = [mark.getBoundingClientRect(), mark.closest('.scroll')?.getBoundingClientRect()]
      return view !== undefined && own.left >= view.left && own.right <= view.right
    })
    expect(isInView).toBe(true)
    await page.keyboard.press('0')
    expect(await width()).toBeCloseTo(before, 0)
  })

  it('of 10,000 epochs has the first and the last ones and those around a violation, below 5 MB', async () => {
    const report = checked({ 'driver.log': manyEpochs(10_000, 5_000) })
    const text = logReportPage(report)
    expect(text.length).toBeLessThan(5_000_000)
    const { page, complaints } = await open(text)
    const titles = await page.locator('.mark title').allTextContents()
    const writes = titles.filter((title) => title.startsWith('partition 0: writer commits'))
    for (const epoch of [0, 4_999, 9_999]) expect(writes.some((title) => title.includes(`(epoch ${epoch})`))).toBe(true)
    expect(writes.length).toBeLessThan(600)
    expect(await page.locator('.timeline').textContent()).toMatch(/Not drawn one by one.*partition 0 9,?\d{3}/)
    expect(complaints).toEqual([])
  })

  it('shows markup and control characters in a log as text', async () => {
    const log = altered(
      recordedLogs('3.5.8/local-sink-refuses-info')['driver.log'],
      'sink refuses epoch 3',
      '<script>alert(1)</script>\u0007" onload="alert(2)',
    )
    const { page, complaints } = await open(logReportPage(checked({ 'driver.log': log })))
    expect(await page.locator('.found').first().textContent()).toContain('<script>alert(1)</script>\\u{7}"')
    expect(complaints).toEqual([])
  })
})
