import { expect, it } from 'vitest'
import { hostileReports } from '../drawn/fixtures/reports.ts'
import type { CaseReport } from '../report/report.ts'
import { visible } from '../visible.ts'
import { describeInChromium } from './fixtures/chromium.ts'
import { crashed, failing, passing, stopped, unspecified, withKnown, withMended } from './fixtures/reports.ts'
import { reportPage } from './report-page.ts'

const withoutDiagnosis = ({ diagnosis: _, ...one }: CaseReport): CaseReport => one

// An expression that runs in the page, whose types the kit does not have.
const focusedId = "document.activeElement?.closest('.item')?.id"

describeInChromium('the page of a report', (open) => {
  it.each([
    ['passing', passing],
    ['failing', failing],
  ])('has landmarks, headings and rows in a %s run', async (_, report) => {
    const { page, complaints } = await open(reportPage(report))
    expect(await page.locator('body').ariaSnapshot()).toMatchSnapshot()
    expect(complaints).toEqual([])
  })

  it('has the known failures as a group of their own, with reasons, links and cases, after the others', async () => {
    const { page } = await open(reportPage(withKnown))
    expect(await page.locator('#failures').ariaSnapshot()).toMatchSnapshot()
    const links = await page
      .locator('#known-failures a[href]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect(links).toEqual(['https://example.org/1', '#RDD-12', '#RDD-12'])
    expect(await page.locator('.figures').textContent()).toContain('4 fail, 3 of them known')
    await page.locator('#known-failures summary').first().click()
    expect(await page.locator('#known-failures .cases > li:visible').allTextContents()).toEqual([
      'a known loss features/task/a.feature:7 · RDD-12',
      'another known loss features/task/a.feature:11 · RDD-12',
    ])
    await page.getByRole('searchbox', { name: 'Text' }).fill('another known')
    await expect.poll(() => page.locator('#known-failures .item:visible').count()).toBe(1)
  })

  it('says in the head what is wrong, in which role, where to mend it, and what to do next', async () => {
    const { page } = await open(reportPage(withKnown))
    const wrong = page.getByRole('region', { name: 'What is wrong' })
    expect(await wrong.locator('ol > li').allTextContents()).toEqual([
      'EC-29 not seen: epoch 1 1 case · role coordinator · in the implementation',
      'The list of known failures no longer fits 1 problem · cwc.known-failures.yaml',
    ])
    expect(await wrong.locator('.again code').allTextContents()).toEqual([
      'npx cwc run --requirement EC-29',
      'npx cwc run features/coordinator/a.feature:7 --edition spark-2.4',
      'npx cwc run --driver spark@2.4.8 --edition spark-2.4 --known-failures cwc.known-failures.yaml --fix',
    ])
    await wrong.getByRole('link', { name: 'EC-29 not seen' }).click()
    await expect.poll(() => page.evaluate(focusedId)).toBe('case-f1')
    const ofDriver = await open(reportPage(crashed))
    expect(await ofDriver.page.locator('.broken ol small').textContent()).toBe(
      '1 case · role coordinator · in the driver',
    )
    expect(await ofDriver.page.locator('.broken .again code').last().textContent()).toBe(
      'npx cwc smoke --driver spark@2.4.8',
    )
    expect(await ofDriver.page.locator('.figures').textContent()).toContain('none is broken')
    const whole = await open(reportPage(passing))
    expect(await whole.page.locator('.broken').count()).toBe(0)
  })

  it('says what changed since an earlier report, and of each cause whether it is new', async () => {
    const old = { ...failing, startedAt: '2026-02-03T04:05:06.000Z' }
    const [f1, f2] = failing.cases.filter(({ verdict }) => verdict === 'failed')
    if (f1 === undefined || f2 === undefined) throw new Error('two cases fail')
    const good = { ...f1, verdict: 'passed' as const }
    const before = { ...old, cases: old.cases.map((one) => (one.id === f1.id ? withoutDiagnosis(good) : one)) }
    const { page, complaints } = await open(reportPage(failing, before))
    const since = page.getByRole('region', { name: 'Since the run of 2026-02-03' })
    expect(await since.locator('summary').allTextContents()).toEqual(['Newly failing 1'])
    await since.locator('summary').click()
    expect(await since.locator('li').allTextContents()).toEqual([
      'each row is written features/task/a.feature:7 · RDD-12 · passed → failedRDD-12 not seen: task 0 writes "row 2" in epoch 1',
    ])
    await since.locator('li a').click()
    await expect.poll(() => page.evaluate(focusedId)).toBe('case-f1')
    expect(await page.locator('.broken ol small b').allTextContents()).toEqual([
      '1 of them new since 2026-02-03',
      'failed on 2026-02-03, too',
    ])
    expect(complaints).toEqual([])
    const fixed = await open(reportPage(passing, failing))
    expect(await fixed.page.locator('#since a').count()).toBe(0)
    const same = await open(reportPage(failing, old))
    expect(await same.page.locator('#since p').textContent()).toBe('No verdict has changed.')
    const fresh = await open(reportPage(failing, passing))
    expect(await fresh.page.locator('.broken ol small b').first().textContent()).toMatch(/^new since /)
  })

  it('explains each verdict and standing that occurs, and what the edition is', async () => {
    const { page } = await open(reportPage(unspecified))
    expect(await page.locator('#roles .legend').textContent()).toContain('unspecified: the page says nothing here')
    expect(await page.locator('#requirements .legend').textContent()).toContain('not-selected: ')
    expect(await page.locator('.head').textContent()).toContain('known deviation: committed-log-line.')
  })

  it('has the problems of one entry of the list as one item, whose cases open', async () => {
    const { page } = await open(reportPage(withMended))
    const items = page.locator('#list-problems .item')
    expect(await items.locator('h4').allTextContents()).toEqual([
      '✗ 3 listed cases of 1 entry no longer fail',
      '✗ the entry has no reason (one is wanted in place of TODO)',
    ])
    await items.first().locator('summary').click()
    expect(await items.first().locator('li:visible').count()).toBe(3)
  })

  it('keeps the columns of its tables in line, with what fails first, also in a narrow window', async () => {
    const { page } = await open(reportPage(failing))
    expect((await page.locator('#roles thead th').allTextContents()).slice(0, 3)).toEqual([
      'role',
      'scenarios',
      '✗ failed',
    ])
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 })
      const edges = await page
        .locator('#roles tr')
        .evaluateAll((rows) => rows.map((row) => Math.round(row.lastElementChild?.getBoundingClientRect().right ?? 0)))
      expect(new Set(edges).size).toBe(1)
    }
  })

  it('lets nothing scroll sideways that the keyboard does not reach', async () => {
    const { page } = await open(reportPage(failing), { width: 360 })
    await page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    const stuck = await page.locator('main *').evaluateAll((all) =>
      all
        .filter(
          (one) =>
            one.scrollWidth > one.clientWidth &&
            one.ownerDocument.defaultView?.getComputedStyle(one).overflowX === 'auto',
        )
        .filter((one) => one.getAttribute('tabindex') !== '0')
        .map((one) => one.outerHTML.slice(0, 60)),
    )
    expect(stuck).toEqual([])
  })

  it('says in the head what limits the verdict: cases that did not run, a shard, a selection', async () => {
    const { page } = await open(reportPage(stopped))
    expect(await page.locator('.verdict .notes li').allTextContents()).toEqual([
      'The run is not complete: 1 of 3 scenarios and 200 generated cases did not run.',
      'This is shard 2 of 4 only. cwc merge makes one report of all shards.',
      'Only a selection was run: @coordinator.',
      'The driver failed when it was shut down: it ended with exit code 3\nits standard error ended:\n  <b>too late</b>',
    ])
    const whole = await open(reportPage(passing))
    expect(await whole.page.locator('.notes').count()).toBe(0)
  })

  it('links each requirement to its sections of the pages, by their names', async () => {
    const { page } = await open(reportPage(passing))
    const links = page.locator('#EC-29 .place a')
    expect(await links.count()).toBeGreaterThan(0)
    for (const link of await links.all()) {
      const [, section = ''] = /“(.*)”/.exec((await link.textContent()) ?? '') ?? []
      const address = new URL((await link.getAttribute('href')) ?? '')
      expect(address.host).toBe('github.com')
      expect(decodeURIComponent(address.hash)).toBe(
        `#${section
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-')}`,
      )
    }
  })

  it.each([
    ['failing', failing],
    ['known', withKnown],
  ])('has no link to a part that is not there in a %s run', async (_, report) => {
    const { page } = await open(reportPage(report))
    const links = await page.locator('a[href^="#"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => `#${id}`))
    expect(links).toContain('#RDD-12')
    expect(links.filter((link) => !ids.includes(link ?? ''))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('draws the trace of a failure as a chart, with the wrong step marked', async () => {
    const { page } = await open(reportPage(failing))
    await page.getByText('Sequence chart').first().click()
    const chart = page.locator('.failure svg[role=img]').first()
    expect(await chart.locator('.who').allTextContents()).toEqual(['kit', 'task 0'])
    expect(await chart.locator('.say').allTextContents()).toEqual(
      [0, 1, 2].map((at) => `task 0 gets the row "row ${at}"`),
    )
  })

  it('filters by text, requirement, role, verdict, and by what did not pass', async () => {
    const { page } = await open(reportPage(failing))
    const shown = async () => await page.locator('.item:visible').evaluateAll((items) => items.map(({ id }) => id))
    const [inFailures, found] = ['cause-coordinator:w1r1e1f1x0::0', 'finding-coordinator:w1r1e1f1x0::0']
    const everything = ['case-f1', inFailures, found, 'OP-1', 'RDD-12', 'RDD-16', 'EC-29', 'EC-45']
    expect(await shown()).toEqual(everything)
    const text = page.getByRole('searchbox', { name: 'Text' })
    await text.fill('long EPOCH')
    await expect.poll(shown).toEqual(['case-f1', 'RDD-12'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect.poll(shown).toEqual(everything)
    await page.getByRole('combobox', { name: 'Requirement' }).fill('ec-4')
    await expect.poll(shown).toEqual(['EC-45'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByRole('combobox', { name: 'role' }).selectOption('operator')
    await expect.poll(shown).toEqual(['OP-1'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByRole('combobox', { name: 'verdict' }).selectOption('not-supported')
    await expect.poll(shown).toEqual(['RDD-16'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByLabel('only what did not pass').check()
    await expect.poll(shown).toEqual(['case-f1', inFailures, found, 'RDD-12', 'RDD-16', 'EC-29'])
    await text.fill('no such text')
    await expect.poll(shown).toEqual([])
    expect(await page.getByText('Nothing matches the filter.').isVisible()).toBe(true)
  })

  it('obeys keys, except while somebody types', async () => {
    const { page } = await open(reportPage(failing))
    const focused = async () => await page.evaluate(focusedId)
    await page.keyboard.press('n')
    expect(await focused()).toBe('case-f1')
    await page.keyboard.press('n')
    expect(await focused()).toMatch(/^cause-/)
    await page.keyboard.press('n')
    expect(await focused()).toMatch(/^finding-/)
    await page.keyboard.press('n')
    expect(await focused()).toBe('RDD-12')
    await page.keyboard.press('o')
    expect(await page.locator('#RDD-12').getAttribute('open')).toBe('')
    await page.keyboard.press('j')
    expect(await focused()).toBe('RDD-16')
    for (const key of ['k', 'k', 'p', 'p', 'p', 'p']) await page.keyboard.press(key)
    expect(await focused()).toBe('case-f1')
    await page.keyboard.press('/')
    await page.keyboard.type('xn')
    expect(await page.getByRole('searchbox').inputValue()).toBe('xn')
    expect(await page.getByLabel('only what did not pass').isChecked()).toBe(false)
    await page.keyboard.press('Escape')
    await page.keyboard.press('x')
    expect(await page.getByLabel('only what did not pass').isChecked()).toBe(true)
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
  })

  it('opens the part that a link names, also one in small letters or one that the filter hides', async () => {
    const { page } = await open(reportPage(failing), { hash: '#ec-45' })
    expect(await page.locator('#EC-45').getAttribute('open')).toBe('')
    expect(await page.evaluate(focusedId)).toBe('EC-45')
    await page.getByRole('combobox', { name: 'Requirement' }).fill('RDD-12')
    await expect.poll(() => page.locator('#EC-45').isVisible()).toBe(false)
    await page.evaluate("location.hash = '#EC-29'")
    await expect.poll(() => page.locator('#EC-29').isVisible()).toBe(true)
    await page.evaluate("location.hash = '#case-f2'")
    await expect.poll(() => page.locator('#case-f2').isVisible()).toBe(true)
  })

  it('is dark or light as the system is, and as the reader chooses', async () => {
    const { page } = await open(reportPage(passing), { scheme: 'dark' })
    const back = async () => await page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await back()).toBe('rgb(15, 19, 24)')
    await page.getByRole('button', { name: 'Light' }).click()
    expect(await back()).toBe('rgb(255, 255, 255)')
    await page.keyboard.press('t')
    expect(await back()).toBe('rgb(15, 19, 24)')
  })

  it('fits a narrow window, and opens its failures on paper', async () => {
    const { page } = await open(reportPage(failing), { width: 400 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))')
    expect(await page.locator('.toolbar').isVisible()).toBe(false)
    const [chart, paper] = await Promise.all([
      page.locator('.chart svg').first().boundingBox(),
      page.locator('main').boundingBox(),
    ])
    expect(chart?.width).toBeGreaterThan(200)
    expect(chart?.width).toBeLessThan(paper?.width ?? 0)
    expect(await page.locator('.failure details:not([open])').count()).toBe(0)
  })

  it.each(hostileReports)('shows hostile text and does not obey it: $text', async ({ text, report }) => {
    const { page, complaints } = await open(reportPage(report))
    const tags = await page.locator('*').evaluateAll((all) => all.map(({ localName }) => localName))
    for (const tag of ['img', 'iframe', 'testcase', 'link', 'object']) expect(tags).not.toContain(tag)
    expect(await page.locator('script').count()).toBe(1)
    expect(await page.locator('[onload], [onerror], a[href^="javascript"]').count()).toBe(0)
    const shown = (await page.locator('body').textContent()) ?? ''
    expect(shown).toContain(visible(text.slice(0, 40)))
    expect(shown.replaceAll('\n', '')).toBe(visible(shown.replaceAll('\n', '')))
    expect(complaints).toEqual([])
  })

  it('refuses a script that came from a text, if one ever did', async () => {
    const { page, complaints } = await open(
      reportPage(passing).replace('<main', '<script>document.title = "no"</script><main'),
    )
    expect(await page.title()).toBe('Apache Spark 2.4.8: conformance report')
    expect(complaints.join()).toContain('Content Security Policy')
  })
})
