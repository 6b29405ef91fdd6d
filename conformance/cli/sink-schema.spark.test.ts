import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'
import { icebergIn } from './fixtures/iceberg-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-schema-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const columns = [
  ...[
    'n BIGINT NOT NULL',
    'key STRING NOT NULL',
    'i INT',
    'f FLOAT',
    'g DOUBLE',
    'd DECIMAL(10, 2)',
    'ok BOOLEAN NOT NULL',
  ],
  ...[
    'day DATE',
    'at TIMESTAMP NOT NULL',
    'bytes BINARY',
    'tags ARRAY<STRING>',
    'm MAP<STRING, INT>',
    's STRUCT<a: INT, b: STRING>',
  ],
].join(', ')

const fileWith = (name: string, select: string) => {
  const file = join(folder, name)
  const table = icebergIn(folder).replace('(value STRING)', `(${columns})`)
  writeFileSync(file, [table, `schema: '${columns}'`, 'idColumn: key', select].join('\n'))
  return file
}

const featureWith = (name: string, tag: string, ends: string) => {
  const file = join(folder, name)
  const steps = ['Given a query with 2 partitions', 'When the query is executed', 'And a row arrives in partition 0']
  const rest = ['And a row arrives in partition 1', 'And a row arrives in partition 1', ends]
  writeFileSync(file, ['Feature: columns', tag, 'Scenario: rows arrive', ...steps, ...rest].join('\n'))
  return file
}

interface Found {
  readonly tried: readonly [{ readonly result: { readonly moments: readonly Moment[] } }]
}
interface Moment {
  readonly rows: readonly string[]
  readonly calls: readonly { readonly kind: string; readonly value?: string }[]
}

async function momentsOf(words: readonly string[], wanted: number): Promise<readonly Moment[]> {
  const { code, out, err } = await cwc(['sink', ...words, '--json'])
  expect(code, err).toBe(wanted)
  const { tried }: Found = JSON.parse(out)
  return tried[0].result.moments
}

it('Rows with columns of the user are told by the one that is named, with as many tasks as the user names', async () => {
  const batches = featureWith('batches.feature', '@micro-batch', 'And a batch is run')
  const words = ['--mode', 'micro-batch', '--features', batches, '--claim', 'exactly-once', '--partitions', '9']
  const moments = await momentsOf([fileWith('names.yaml', ''), ...words], 0)
  expect(moments.at(-1)?.rows.toSorted()).toEqual(
    // Each further partition gets the rows of the one that it stands beside.
    Array.from({ length: 9 }, (_, at) => (at % 2 === 0 ? [`row-${at}-0`] : [`row-${at}-0`, `row-${at}-1`])).flat(),
  )
})

it('The other columns have values that follow from the row, and some are null where they may be', async () => {
  const features = ['--features', featureWith('continuous.feature', '', 'And the epoch ends')]
  const moments = await momentsOf([fileWith('rows.yaml', 'select: to_json(struct(*))'), ...features], 0)
  const written = moments.flatMap(({ calls }) => calls.flatMap(({ kind, value }) => (kind === 'write' ? [value] : [])))
  expect(written.toSorted()).toEqual(['row-0-0', 'row-1-0', 'row-1-1'])
  expect(moments.at(-1)?.rows.toSorted()).toMatchInlineSnapshot(`
    [
      "{"n":-4443894372892645644,"key":"row-1-1","g":1.151477075E7,"d":70010858.23,"ok":true,"at":"1986-08-21T15:03:53.335Z","bytes":"fww=","tags":["text é 651"],"m":{"text é 393":486308936},"s":{}}",
      "{"n":-5204508638822932814,"key":"row-0-0","i":-72741133,"g":-7894093.78125,"ok":false,"day":"2035-04-05","at":"1973-03-10T20:10:49.541Z","bytes":"Alvfzyadee0=","tags":["text é 462","text é 485"],"m":{"text é 319":-313939379},"s":{"a":-1702071849,"b":"text é 718"}}",
      "{"n":63379824687531643,"key":"row-1-0","i":681647047,"g":6903345.984375,"d":70594166.41,"ok":false,"day":"2036-04-23","at":"1984-09-23T00:27:53.573Z","bytes":"","tags":["text é 218"],"m":{"text é 957":1612368394},"s":{"a":-467587393,"b":"text é 380"}}",
    ]
  `)
})
