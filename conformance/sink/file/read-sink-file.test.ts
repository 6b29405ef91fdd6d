import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readSinkFile } from './read-sink-file.ts'
import { forCase } from './sink-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (text: string) => {
  const file = join(folder, 'cwc.sink.yaml')
  writeFileSync(file, text)
  return readSinkFile(file)
}

it('A file needs no more than the sink', () => {
  expect(read('sink: { format: noop }')).toEqual({
    sink: { format: 'noop' },
    packages: [],
    jars: [],
    setUp: [],
    before: [],
    after: [],
    tearDown: [],
  })
})

it('An entry of a list is a statement or a command, and a reader may be a command', () => {
  const file = `sink: { format: x }
read: { command: [psql, -At, 'SELECT value FROM {case}'], timeout: 5 }
before: ['CREATE TABLE t', { command: [createdb, '{case}'] }]
`
  expect(read(file)).toMatchObject({
    read: { command: ['psql', '-At', 'SELECT value FROM {case}'], timeout: 5 },
    before: ['CREATE TABLE t', { command: ['createdb', '{case}'] }],
  })
})

it.each([
  ['a command without a word', 'sink: { format: x }\nread: { command: [] }', /cwc\.sink\.yaml:2:\d+: read/],
  ['a command in one text', 'sink: { format: x }\nafter: [{ command: rm x }]', /cwc\.sink\.yaml:2:\d+: after\[0\]/],
  ['no YAML', 'sink: {', /cwc\.sink\.yaml:1:\d+: /],
  ['nothing', '', /object/],
  ['an unknown word', 'sink: { format: x }\nclaims: none', /cwc\.sink\.yaml:2:1: .*claims/],
  ['a guarantee that there is not', 'sink: { format: x }\nclaim: twice', /cwc\.sink\.yaml:2:1: claim: /],
  ['a mode that there is not', 'sink: { format: x }\nmode: batch', /cwc\.sink\.yaml:2:1: mode: /],
  ['neither a format nor a table', 'sink: {}', /sink/],
  ['an alias', 'sink: &a { format: x }\nread: *a', /cwc\.sink\.yaml:2:7: \*a: an alias/],
  [
    'a column that the kit cannot fill',
    'sink: { format: x }\nschema: id STRING, v VARIANT',
    /cwc\.sink\.yaml:2:\d+: schema: the column "v": /,
  ],
  [
    'an id column without a schema',
    'sink: { format: x }\nidColumn: id',
    /cwc\.sink\.yaml:2:\d+: idColumn: it belongs to a schema/,
  ],
  ['more partitions than there may be', 'sink: { format: x }\npartitions: 65', /cwc\.sink\.yaml:2:\d+: partitions: /],
  ['lists in lists without an end', '['.repeat(9_000), /cwc\.sink\.yaml/],
])('A file with %s is refused with the place', (_, text, expected) => {
  expect(() => read(text)).toThrow(expected)
})

it.each([
  ['clam: none', '2:1: clam: there is no such field (did you mean "claim"?)'],
  ['read: { comand: [psql] }', '2:9: read.comand: there is no such field (did you mean "command"?)'],
  ['read: { command: [psql], timout: 3 }', '2:26: read.timout: there is no such field (did you mean "timeout"?)'],
  ['read: { format: x, option: {} }', '2:20: read.option: there is no such field (did you mean "options"?)'],
  ['read: { format: x, table: y }', '2:20: read.table: there is no such field beside the others'],
  ['read: {}', '2:1: read: {} where one of the fields format, table, command is wanted'],
  ['read: { command: psql }', '2:9: read.command: "psql" where a list is wanted'],
  ['read: { format: x, options: 1 }', '2:20: read.options: 1 where an object is wanted'],
  ['before: [{ comand: [x] }]', '2:12: before[0].comand: there is no such field (did you mean "command"?)'],
  ['before: [1]', '2:10: before[0]: 1 where one of a text, an object is wanted'],
  ['leftOvers: { foldr: /tmp }', '2:14: leftOvers.foldr: there is no such field (did you mean "folder"?)'],
  [
    'outage: { start: [{ command: [x] }], end: [{ comand: [x] }] }',
    '2:46: outage.end[0].comand: there is no such field (did you mean "command"?)',
  ],
  [
    'leftOvers: { size: 1 }',
    '2:14: leftOvers.size: there is no such field (there are command, timeout, folder, except)',
  ],
])('A field that is wrong is named, with the one that may be meant: %s', (line, message) => {
  expect(() => read(`sink: { format: x }\n${line}`)).toThrow(`cwc.sink.yaml:${message}`)
})

it('A missing file is named', () => expect(() => readSinkFile(join(folder, 'none.yaml'))).toThrow(/none\.yaml/))

it('Each text gets the name of its case', () => {
  expect(forCase({ sink: { table: 'c.d.{case}', options: { '{case}': 'x{case}' } } }, 'case_3')).toEqual({
    sink: { table: 'c.d.case_3', options: { case_3: 'xcase_3' } },
  })
})
