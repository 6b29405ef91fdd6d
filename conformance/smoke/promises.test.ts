import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { roles } from '../../src/contract/roles.ts'
import { packageRoot } from '../package-root.ts'
import { type Promised, promises } from './promises.ts'
import { beginning } from './session-checks.ts'
import { checksOf, strayCheck } from './smoke.ts'

const page = readFileSync(join(packageRoot, 'docs/protocol.md'), 'utf8')
const general = page.slice(page.indexOf('## Messages\n'), page.indexOf('## Role planner'))
const ofRoles = page.slice(page.indexOf('## Role planner'))

/** The sentences and the rows of tables of a part of the page. */
function statementsOf(part: string): readonly string[] {
  const paragraphs = part.split(/\n(?=\||#)|\n\n|(?<=\|)\n/).map((one) => one.replaceAll('\n', ' ').trim())
  return paragraphs.flatMap((one) => {
    if (one === '' || one.startsWith('#') || isHeadOfTable(one)) return []
    return one.startsWith('|') ? [one] : one.split(/(?<=\.)\s+(?=[A-Z*`])/)
  })
}

const heads = ['| method |', '| code |', '| actor |', '| message |', '|---']
const isHeadOfTable = (row: string) => heads.some((head) => row.startsWith(head))

const checks = [strayCheck, ...[...beginning, ...checksOf(roles), ...checksOf(['planner'])].map(({ check }) => check)]
const names = new Set(checks.map((check) => check.replace(/^(planner|operator|task|coordinator|query): /, '')))
const checksFor = ({ seenBy }: Promised) => (seenBy.kind === 'checks' ? seenBy.checks : [])

describe('the promises of docs/protocol.md', () => {
  it('no statement of the general part of the page lacks its line in the table', () => {
    const known = promises.map(({ says }) => says)
    expect(statementsOf(general).filter((one) => !known.some((says) => one.includes(says)))).toEqual([])
  })

  it('each line of the table is about one statement of the page', () => {
    const statements = [...statementsOf(general), ofRoles.replaceAll('\n', ' ')]
    const about = ({ says }: Promised) => statements.filter((one) => one.includes(says)).length
    expect(promises.filter((one) => about(one) !== 1)).toEqual([])
  })

  it('the table names checks that exist, and each check keeps a promise of the page', () => {
    const named = new Set(promises.flatMap(checksFor))
    expect([...named].filter((name) => !names.has(name))).toEqual([])
    expect([...names].filter((name) => !named.has(name))).toEqual([])
  })

  it('docs/smoke-checks.md is drawn from the table', async () => {
    const rows = promises.flatMap((one) => {
      const seen = seenText(one)
      return seen === undefined ? [] : [`| ${one.says.replaceAll('|', '').trim()} | ${seen} |`]
    })
    const text = `${head}\n| promise | looked at by |\n|---|---|\n${rows.join('\n')}\n`
    await expect(text).toMatchFileSnapshot(join(packageRoot, 'docs/smoke-checks.md'))
  })
})

function seenText({ seenBy }: Promised): string | undefined {
  switch (seenBy.kind) {
    case 'checks':
      return seenBy.checks.join('<br>')
    case 'schema':
      return '*the schema of each answer*'
    case 'run':
      return '*`cwc run`: only a scenario knows what should come*'
    case 'unseen':
      return `*nothing: ${seenBy.why}*`
    case 'no-promise':
      return undefined
  }
}

const head = `# What cwc smoke looks at

Each promise of [the protocol](protocol.md), by its first words, and the checks that look at it. A check of a role is made for each
role that the driver offers. A test of the kit fails when a sentence of the protocol has no line here.
`
