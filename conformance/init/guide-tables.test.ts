import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { buildOf, commandOf, languages } from './languages.ts'

const page = readFileSync(join(packageRoot, 'docs/your-implementation.md'), 'utf8')

const words = (command: readonly string[] | undefined) => (command === undefined ? '' : ` \`${command.join(' ')}\``)

it.each(languages)('the page on a first driver has the commands of cwc init %s', (language) => {
  const row = page.split('\n').find((line) => line.includes(`| \`npx cwc init ${language} my-driver\` |`)) ?? ''
  const cells = row.split('|').slice(3, 5)
  const plain = cells.map((cell) => cell.trimEnd().replace('`my-driver/', '`./my-driver/'))
  expect(plain).toEqual([words(buildOf(language, 'my-driver')), words(commandOf(language, 'my-driver'))])
})
