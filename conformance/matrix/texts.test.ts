import { describe, expect, it } from 'vitest'
import { hostile as hostileTexts } from '../drawn/fixtures/hostile.ts'
import { outline } from '../drawn/fixtures/outline.ts'
import { deviations } from '../requirements/deviations.ts'
import { requirementById } from '../requirements/registry.ts'
import { visibleLines } from '../visible.ts'
import { aCase, aFinding, aGenerated, aMatrix, aReport, aSource, deviating } from './fixtures/reports.ts'
import { matrixHtml } from './html.ts'
import { matrixJson } from './json.ts'
import { matrixMarkdown } from './markdown.ts'
import { describeMatrix } from './terminal.ts'
import { describeWhere } from './words.ts'
import { rootFrom } from './write.ts'

const hostile = 'a | b <script>alert("1")</script> & `c`'
const failed = aCase(['EC-29'], 'failed', { name: hostile, problem: `${hostile} \`\`\``, seen: [] })
const cases = [deviating, aCase(['EC-30'], 'passed')]
const matrix = aMatrix([
  aSource('spark@2.4.8', aReport([...cases, aCase(['EC-29'], 'passed')], { generated: [aGenerated()] })),
  aSource('spark@3.0.3', aReport([...cases, failed])),
  aSource('spark@3.1.3', aReport(cases)),
])

describe('the matrix as Markdown', () => {
  const text = matrixMarkdown(matrix, '../')
  const line = (start: string) => text.split('\n').find((one) => one.startsWith(start))

  it('has a row per requirement, with links to its scenarios', () => {
    expect(text).toContain('| requirement | 2.4 | 3.0 | 3.1 |\n| --- | :---: | :---: | :---: |')
    expect(line('| **EC-30** ')).toMatch(
      / <sup>\[1\]\(\.\.\/features\/coordinator\/a\.feature#L7 "a scenario of EC-30"\)<\/sup> \| ✓ \| ✓ \| ✓ \|$/,
    )
    expect(line('| **[RDD-23](#rdd-23)** ')).toContain('| [**≠**](#rdd-23) | [**≠**](#rdd-23) | [**≠**](#rdd-23) |')
  })

  it('shows below the tables each deviation with its source and a trace', () => {
    // The words of the registry are replaced: an edit of them must not fail this test.
    const instead = deviations.find(({ requirement }) => requirement === 'RDD-23')?.instead ?? ''
    const wordless = text.replaceAll(requirementById('RDD-23').says, '(says)').replaceAll(instead, '(instead)')
    expect(wordless.slice(wordless.indexOf('### RDD-23'), wordless.indexOf('### EC-29'))).toMatchSnapshot()
  })

  it('has as many cells in every row as its table has columns, whatever the texts contain', () => {
    const rows = text.split('\n').filter((one) => one.startsWith('|'))
    const widths = new Set(rows.map((row) => row.replaceAll('\\|', '').split('|').length))
    expect([...widths].sort()).toEqual([13, 6].sort())
    // Inside of a fence it is text, which is why that is longer than any in it.
    expect(line('````text')).toBeDefined()
    expect(text.replaceAll(/(`{3,})text\n[\s\S]*?\n\1\n/g, '')).not.toContain('<script')
  })

  it('names the releases in full where two are of the same line', () => {
    const two = aMatrix(['spark@3.5.7', 'spark@3.5.8'].map((name) => aSource(name, aReport(cases))))
    expect(matrixMarkdown(two, '../')).toContain('| requirement | 3.5.7 | 3.5.8 |')
  })

  it('is the same every time, and contains no time of day', () => {
    expect(matrixMarkdown(matrix, '../')).toBe(text)
    expect(text).not.toMatch(/\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d/)
  })

  it('names the scenarios where it cannot link them', () => {
    expect(matrixMarkdown(matrix, undefined)).toMatch(
      /\| \*\*EC-30\*\* .* <sup>features\/coordinator\/a\.feature\\:7<\/sup> \|/,
    )
  })
})

/** A matrix in which this text stands wherever a driver, a report or a feature file may put one. */
function withText(text: string) {
  const cases = [
    aCase(['EC-29'], 'failed', { id: 'one', name: text, file: text, problem: text, step: text, again: text }),
    aCase(['EC-30'], 'passed', { id: 'two', name: text, file: text }),
    aCase(['RDD-16'], 'not-supported', { id: 'three', name: text, reason: text }),
  ]
  const finding = { ...aFinding(['EC-31']), token: text, described: [text], again: text, gherkin: text }
  const report = aReport(cases, {
    generated: [aGenerated({ verdict: 'differs', findings: [finding], reasons: [text] })],
  })
  const driver = { ...report.driver, implementation: { name: text, version: text, language: text } }
  return aMatrix([aSource(text, { ...report, driver }), aSource('spark@3.0.3', aReport(cases))])
}

describe('hostile text in the Markdown of the matrix', () => {
  const plain = outline(matrixMarkdown(withText('plain'), '../'))

  it('stands in cells, titles, places, commands and blocks of code', () => {
    const text = matrixMarkdown(withText('plain'), '../')
    expect(text.match(/plain/g)?.length).toBeGreaterThan(15)
    expect(plain.filter((line) => line === 'code').length).toBeGreaterThan(1)
  })

  it.each(hostileTexts)('leaves the structure as it is: %s', (text) => {
    expect(outline(matrixMarkdown(withText(text), '../'))).toEqual(plain)
  })
})

describe('the matrix as a page', () => {
  const page = matrixHtml(matrix, { root: '../' })

  it('needs no other file, and shows markup in titles as text', () => {
    expect(page).not.toMatch(/<link|<img|@import|url\(|<script>alert/)
    expect(page).toContain('a | b &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; `c`')
  })

  it('links the cells that deviate or fail to their details on the same page', () => {
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(targets).toContain('instead-RDD-23')
    expect(targets).toContain('instead-EC-29')
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    expect(targets.filter((id) => !ids.has(id ?? ''))).toEqual([])
  })

  it('names for each cell the cases that examined it', () => {
    expect(page).toContain(
      'title="EC-29, 2.4.8: holds; scenarios: 1 passed; 300 generated cases, its properties seen 1,234 times"',
    )
  })
})

describe('the order of the page', () => {
  it('is the summary, the rows in which columns differ, and then all others', () => {
    const page = matrixHtml(matrix, { reports: new Map([['spark@3.0.3', 'spark@3.0.3/report.html']]) })
    const at = (text: string) => page.indexOf(text)
    expect(at('id="run"')).toBeLessThan(at('id="differing"'))
    expect(at('id="differing"')).toBeLessThan(at('id="RDD-23"'))
    expect(at('id="RDD-23"')).toBeLessThan(at('id="others"'))
    expect(at('id="others"')).toBeLessThan(at('id="EC-30"'))
    expect(page).toContain('<a href="spark@3.0.3/report.html">3.0.3</a>')
    expect(page).not.toContain('2.4.8/report.html')
  })
})

describe('the matrix on the terminal', () => {
  it('shows no control character of a report or a folder, and no line of its own', () => {
    const report = aReport([aCase(['EC-29'], 'passed')])
    const implementation = { name: 'a\u001b[2J\nb', version: '1\u202e', language: 'c' }
    const hostile = { ...report, driver: { ...report.driver, implementation } }
    const text = describeMatrix(aMatrix([aSource('x\u001b[2J\ny', hostile)]))
    expect(text).toContain('\nx\\u{1b}[2J\\ny: a\\u{1b}[2J\\nb 1\\u{202e}, edition spark-2.4\n')
    expect(visibleLines(text)).toBe(text)
  })

  it('shows the rows in which columns differ, counts the others, and has a line per column', () => {
    const text = describeMatrix(matrix)
    expect(text).toMatch(/│ RDD-23 +│ +≠ +│ +≠ +│ +≠ +│/)
    expect(text).toMatch(/│ EC-29 +│ +✓ +│ +✗ +│ +\? +│/)
    expect(text).not.toMatch(/│ EC-30 /)
    expect(text).toMatch(
      /│ EpochCoordinator\.md, 1 hold wherever they were examined, \d+ examined nowhere, 2 not observable /,
    )
    expect(text).toMatch(
      /\n2\.4\.8: Apache Spark 2\.4\.8, edition spark-2\.4\n {2}2 hold, 1 deviates, \d+ not observable, /,
    )
  })
})

describe('the matrix as JSON', () => {
  it('is read back unchanged, and has lines that are short enough for a diff', () => {
    const text = matrixJson(matrix)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(matrix)))
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(500)
  })
})

describe('the names of columns', () => {
  it('are joined for columns that are neighbours', () => {
    const titles = ['2.4.8', '3.0.3', '3.1.3']
    const where = (...names: string[]) => describeWhere(names, matrix, titles)
    expect(where('spark@2.4.8', 'spark@3.0.3', 'spark@3.1.3')).toBe('all')
    expect(where('spark@2.4.8', 'spark@3.1.3')).toBe('2.4.8, 3.1.3')
    expect(where('spark@2.4.8', 'spark@3.0.3')).toBe('2.4.8, 3.0.3')
  })

  it('are linked relative to the root of the repository, and not at all from outside of it', () => {
    expect(rootFrom('/')).toBeUndefined()
    expect(rootFrom('docs/')).toBe('../')
    expect(rootFrom('reports/matrix')).toBe('../../')
  })
})
