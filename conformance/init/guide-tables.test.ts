import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { roles } from '../../src/contract/roles.ts'
import { packageRoot } from '../package-root.ts'
import { buildOf, commandOf, languages, templateRoles } from './languages.ts'

const page = readFileSync(join(packageRoot, 'docs/your-implementation.md'), 'utf8')

const words = (command: readonly string[] | undefined) => (command === undefined ? '' : ` \`${command.join(' ')}\``)

it.each(languages)('the page on a first driver has the commands of cwc init %s', (language) => {
  const row = page.split('\n').find((line) => line.includes(`| \`npx cwc init ${language} my-driver\` |`)) ?? ''
  const cells = row.split('|').slice(3, 5)
  const plain = cells.map((cell) => cell.trimEnd().replace('`my-driver/', '`./my-driver/'))
  expect(plain).toEqual([words(buildOf(language, 'my-driver')), words(commandOf(language, 'my-driver'))])
})

it.each(roles)('the page on a first driver names the languages that have a template of role %s', (role) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${role}\` |`)) ?? ''
  const having = languages.filter((language) => templateRoles[language].includes(role))
  const names = { python: 'Python', go: 'Go', rust: 'Rust', java: 'Java', node: 'Node' }
  const told = having.length === languages.length ? 'all' : having.map((language) => names[language]).join(', ')
  expect(row.split('|').at(-2)?.trim()).toBe(told)
})
