import { expect, it } from 'vitest'
import { readRowSchema } from './row-schema.ts'

it.each([
  ['id STRING', undefined, 'id'],
  ["a: string NOT NULL COMMENT 'of, a > row', b DECIMAL(38, 10)", undefined, 'a'],
  ['n BIGINT NOT NULL, Id STRING, m MAP<STRING, ARRAY<STRUCT<x: INT, y TIMESTAMP_NTZ NOT NULL>>>', 'ID', 'Id'],
  ['`the ``id``, here` STRING, `date` DATE', undefined, 'the `id`, here'],
])('A schema of types that the kit can fill names the column that tells rows apart: %s', (ddl, idColumn, id) => {
  expect(readRowSchema(ddl, idColumn)).toEqual({ ddl, id })
})

it.each([
  [
    'id STRING, v VARIANT',
    undefined,
    'the column "v": has the type VARIANT, of which the kit has no values (a number, ',
  ],
  ['id STRING, a ARRAY<STRUCT<x: INTERVAL>>', undefined, 'the column "a": has the type INTERVAL'],
  ['id VARCHAR(10)', undefined, 'the column "id": has the type VARCHAR'],
  [
    'n INT, id STRING',
    undefined,
    'the column "n" tells rows apart, and is no STRING (another column can be named as idColumn',
  ],
  ['id STRING', 'key', 'there is no column "key" to tell rows apart'],
  ['id STRING, ID INT', undefined, 'the column "ID" is there twice'],
  ['id STRING, d DECIMAL(39, 2)', undefined, 'the column "d": has no digits of a DECIMAL'],
  ['id STRING, d DECIMAL(3, 4)', undefined, 'the column "d": has no digits of a DECIMAL'],
  ['id STRING,', undefined, 'the end is there, and the name of a column is wanted'],
  ['id', undefined, 'the column "id": the end is there, and a type is wanted'],
  ['id STRING; DROP TABLE t', undefined, 'the column "id": ";" stands there, and a comma is wanted'],
  ['id STRING, m MAP<STRING>', undefined, 'the column "m": ">" stands there, and two types is wanted'],
  ['id STRING NOT', undefined, 'the column "id": the end is there, and NOT NULL is wanted'],
])('A schema that the kit cannot fill is refused, and the column is named: %s', (ddl, idColumn, message) => {
  expect(() => readRowSchema(ddl, idColumn)).toThrow(message)
})
