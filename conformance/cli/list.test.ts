import { describe, expect, it, vi } from 'vitest'
import { editionOf } from '../requirements/edition.ts'
import { requirements } from '../requirements/registry.ts'
import { main } from './main.ts'

/** What the command prints on standard output. */
async function printed(...words: readonly string[]): Promise<string> {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: unknown) => void lines.push(String(text)))
  try {
    expect(await main(['list', 'requirements', ...words])).toBe(0)
  } finally {
    log.mockRestore()
  }
  return lines.join('\n')
}

interface Listed {
  readonly id: string
  readonly binding?: string
  readonly deviations?: readonly { readonly name: string }[]
}

describe('cwc list requirements', () => {
  it('says nothing of editions without --edition', async () => {
    expect(await printed('--role', 'planner')).not.toContain('bind')
    expect(JSON.parse(await printed('--json'))).toEqual(JSON.parse(JSON.stringify(requirements)))
  })

  it('says of each requirement whether it binds in the edition and, if not, why', async () => {
    const text = await printed('--edition', 'spark-2.4', '--role', 'task')
    expect(text).toMatch(
      /\nRDD-23 +task, should, .*\n.*\n {8}does not bind: edition spark-2\.4 deviates by committed-log-line: /,
    )
    expect(await printed('--edition', 'document')).toMatch(
      /\nOP-45 +operator, .*\n.*\n {8}does not bind: edition document leaves it unspecified\n/,
    )
    expect(text).not.toContain('EC-1 ')
  })

  it('counts as data and in the last line what the edition knows', async () => {
    const edition = editionOf('spark-3.5')
    const listed = JSON.parse(await printed('--edition', 'spark-3.5', '--json')) as readonly Listed[]
    const ids = (kind: string) => listed.filter(({ binding }) => binding === kind).map(({ id }) => id)
    expect(listed.map(({ id }) => id)).toEqual(requirements.map(({ id }) => id))
    expect(ids('deviates')).toEqual(requirements.map(({ id }) => id).filter((id) => edition.deviatesFrom(id)))
    expect(new Set(ids('unspecified'))).toEqual(edition.unspecified)
    expect(listed.find(({ id }) => id === ids('deviates')[0])?.deviations?.[0]?.name).toBeTypeOf('string')
    const [binds, deviates, unspecified] = ['binds', 'deviates', 'unspecified'].map((kind) => ids(kind).length)
    expect((await printed('--edition', 'spark-3.5')).split('\n').at(-1)).toBe(
      `edition spark-3.5 requires ${binds} of ${requirements.length} requirements, deviates from ${deviates}, and leaves ${unspecified} unspecified`,
    )
  })
})
