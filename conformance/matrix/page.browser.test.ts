import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeInChromium } from '../html/fixtures/chromium.ts'
import { packageRoot } from '../package-root.ts'
import { aCase, aMatrix, aReport, aSource, deviating } from './fixtures/reports.ts'
import { matrixHtml } from './html.ts'
import { readMatrix } from './read.ts'

const hostile = '</script><img src=x onerror=alert(1)> "\'` ]]> \u202e\u001b[31m'
const cases = [deviating, aCase(['EC-30'], 'passed', { name: hostile })]
const matrix = aMatrix([
  aSource('spark@2.4.8', aReport([...cases, aCase(['EC-29'], 'passed')])),
  aSource('spark@3.0.3', aReport([...cases, aCase(['EC-29'], 'failed', { problem: hostile, seen: [] })])),
])

describeInChromium('the page of a matrix', (open) => {
  it('shows the rows in which columns differ first, and only those if that is wanted', async () => {
    const { page, complaints } = await open(matrixHtml(matrix, { root: '../' }))
    const shown = async () => await page.locator('tr.item:visible').evaluateAll((rows) => rows.map(({ id }) => id))
    expect((await shown()).slice(0, 4)).toEqual(['RDD-22', 'RDD-23', 'EC-29', 'OP-1'])
    await page.getByLabel('only rows that differ').check()
    await expect.poll(shown).toEqual(['RDD-22', 'RDD-23', 'EC-29'])
    await page.getByRole('combobox', { name: 'verdict' }).selectOption('fails')
    await expect.poll(shown).toEqual(['EC-29'])
    expect(complaints).toEqual([])
  })

  it('opens the evidence of the requirement that a link names', async () => {
    const { page } = await open(matrixHtml(matrix, {}), { hash: '#EC-30' })
    expect(await page.locator('#EC-30 details').getAttribute('open')).toBe('')
    await expect.poll(() => page.locator('#EC-30 li').first().isVisible()).toBe(true)
  })

  it('keeps the names of its columns in view below the bar', async () => {
    const { page } = await open(matrixHtml(matrix, {}), { hash: '#EC-45' })
    const edges = async () => {
      const bar = await page.locator('.toolbar').boundingBox()
      const head = await page.locator('#others thead th').first().boundingBox()
      return Math.round(Math.abs((head?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0)))
    }
    await expect.poll(edges).toBe(0)
  })

  it('shows hostile text and does not obey it', async () => {
    const { page, complaints } = await open(matrixHtml(matrix, {}))
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.locator('body').textContent()).toContain(
      '</script><img src=x onerror=alert(1)> "\'` ]]> \\u{202e}\\u{1b}[31m',
    )
    expect(complaints).toEqual([])
  })

  it('shows the committed matrix without a complaint, also in a narrow window', async () => {
    const { page, complaints } = await open(
      matrixHtml(readMatrix(join(packageRoot, 'docs/matrix.json')), { root: '../' }),
    )
    expect(await page.locator('#differing tr.item').count()).toBeGreaterThan(10)
    await page.setViewportSize({ width: 400, height: 900 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400)
    expect(complaints).toEqual([])
  })
})
