import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { smoke } from '../smoke/smoke.ts'
import { reportText } from '../smoke/smoke-report.ts'
import { hasTools } from './fixtures/tools.ts'
import { buildOf, commandOf, languages } from './languages.ts'
import { writeTemplate } from './write-template.ts'

const page = readFileSync(join(packageRoot, 'docs/your-implementation.md'), 'utf8')

const words = (command: readonly string[] | undefined) => (command === undefined ? '' : ` \`${command.join(' ')}\``)

it.each(languages)('the page on a first driver has the commands of cwc init %s', (language) => {
  const row = page.split('\n').find((line) => line.includes(`| \`npx cwc init ${language} my-driver\` |`)) ?? ''
  const cells = row.split('|').slice(3, 5)
  const plain = cells.map((cell) => cell.trimEnd())
  expect(plain).toEqual([words(buildOf(language, 'my-driver')), words(commandOf(language, 'my-driver'))])
})

it.skipIf(!hasTools('python'))('the page on a first driver shows how cwc smoke ends for a new driver', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cwc-guide-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  writeTemplate('python', 'coordinator', dir)
  const [command = '', ...args] = commandOf('python', dir)
  const result = await smoke({ command, args, timeoutSeconds: 60 })
  expect(page).toContain(reportText([], result).split('\n').slice(-2).join('\n'))
})
