import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'
import { icebergIn } from './fixtures/iceberg-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-outages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The folder of the table is a file while the system is away. */
const table = join(folder, 'warehouse/d/{case}')
const away = join(folder, 'away')
const outage = `
outage:
  start: [{ command: [mv, '${table}', '${away}'] }, { command: [touch, '${table}'] }]
  end: [{ command: [rm, '${table}'] }, { command: [mv, '${away}', '${table}'] }]
claim: exactly-once
`

interface Found {
  readonly tried: readonly { readonly result: { readonly moments: readonly Moment[] } }[]
}
interface Moment {
  readonly calls: readonly { readonly kind: string; readonly sink: string }[]
}

it('Iceberg fails where its folder is away, and each row is there once when the query is restarted', async () => {
  const file = join(folder, 'iceberg.yaml')
  writeFileSync(file, `${icebergIn(folder)}${outage}`)
  const names = ['while a writer writes and commits', 'when an epoch is committed'].flatMap((when) => [
    '--scenario',
    `the external system is away ${when}`,
  ])
  const { code, out, err } = await cwc(['sink', file, ...names, '--json'])
  expect(code, err).toBe(0)
  const { tried }: Found = JSON.parse(out)
  const thrown = tried.map(({ result }) =>
    result.moments.flatMap(({ calls }) => calls.flatMap(({ kind, sink }) => (sink === 'threw' ? [kind] : []))),
  )
  expect(thrown).toEqual([['commit'], ['epoch.commit']])
})
