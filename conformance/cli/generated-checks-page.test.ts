import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { roles } from '../../src/contract/roles.ts'
import { packageRoot } from '../package-root.ts'
import { faultNames, faults } from '../state-space/faults.ts'
import { faultsOf, roleDefinitions } from '../state-space/roles.ts'

const page = readFileSync(join(packageRoot, 'docs/generated-checks.md'), 'utf8')
const rowsOf = (first: string) => page.split('\n').filter((line) => line.startsWith(`| ${first} |`))

describe('the page on generated checks', () => {
  it.each(roles)('lists the bounds and the faults of role %s', (role) => {
    const [row = '', ...others] = rowsOf(role)
    expect(others).toEqual([])
    const [, , bounds = '', listed = ''] = row.split('|')
    expect(listed.trim()).toBe(faultsOf(role).join(', '))
    const letters = Object.values(roleDefinitions[role].tokenFields).map(({ letter }) => letter)
    expect([...[...bounds.matchAll(/`([a-z])` /g)].map(([, letter]) => letter), 'x']).toEqual(letters)
  })

  it.each(faultNames)('says of fault %s what the command line says', (fault) => {
    expect(rowsOf(`\`${fault}\``)).toEqual([`| \`${fault}\` | ${faults[fault]} |`])
  })
})
