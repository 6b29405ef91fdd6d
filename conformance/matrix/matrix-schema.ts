import { z } from 'zod'
import { resultSchemas } from '../../src/contract/protocol.ts'
import { roleSchema } from '../../src/contract/role-schema.ts'
import { editionNames } from '../../src/reference/editions.ts'
import { generatedVerdicts } from '../report/report.ts'
import { verdictKinds } from '../suite/verdict.ts'
import { cellStandings } from './matrix.ts'

// What a reader of `matrix.json` relies on. The types of matrix.ts say what each field means.

const count = z.int().min(0)
const texts = z.array(z.string())
const edition = z.enum(editionNames)
const verdictCounts = z.partialRecord(z.enum(verdictKinds), count)
// Deviations and requirements may be those of another version of the kit.
const deviation = z.string()
const place = { file: z.string(), line: count, name: z.string() }

const outcome = {
  verdict: z.enum(verdictKinds),
  reason: z.string().optional(),
  deviation: deviation.optional(),
  unspecified: z.strictObject({ requirements: texts, where: z.enum(['here', 'earlier']) }).optional(),
  violates: z.string().optional(),
}

const measured = {
  implementation: resultSchemas.initialize.shape.implementation,
  roles: z.array(roleSchema),
  edition,
  deviations: z.array(deviation),
  driverDigest: z.string(),
  scenarios: verdictCounts,
  generated: z.array(
    z.strictObject({
      role: roleSchema,
      verdict: z.enum(generatedVerdicts),
      planned: count,
      cases: count,
      actions: count,
      seed: z.int(),
    }),
  ),
  notes: texts,
}

const column = z.strictObject({
  name: z.string(),
  chosenBy: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('not-run'), reason: z.string() }),
    z.strictObject({ kind: z.enum(['complete', 'stopped']), ...measured }),
  ]),
  standings: z.record(z.enum(cellStandings), count),
})

const cell = z.strictObject({
  standing: z.enum(cellStandings),
  because: z.string().optional(),
  deviations: z.array(deviation).optional(),
  scenarios: verdictCounts,
  generated: z.strictObject({ cases: count, times: count }).optional(),
})

const row = z.strictObject({
  id: z.string(),
  level: z.enum(['must', 'should', 'untestable']),
  role: roleSchema,
  basis: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['stated', 'completed']) }),
    z.strictObject({ kind: z.literal('observed'), in: z.array(edition) }),
  ]),
  says: z.string(),
  untestable: z.string().optional(),
  scenarios: texts,
  properties: texts,
  cells: z.array(cell),
})

const shown = z.array(
  z.strictObject({
    columns: texts,
    by: z.union([z.strictObject({ case: z.string() }), z.strictObject({ token: z.string() })]),
    described: texts,
    trace: texts,
    again: z.string(),
    alike: z.string().optional(),
  }),
)

const details = z.strictObject({
  requirement: z.string(),
  deviations: z.array(
    z.strictObject({
      name: deviation,
      requirement: z.string(),
      since: z.string(),
      until: z.string().optional(),
      instead: z.string(),
      source: z.strictObject({ of: z.string(), release: z.string(), file: z.string() }),
      evidence: z.string(),
      shown,
    }),
  ),
  unspecified: shown,
  fails: shown,
})

/** The content of `matrix.json`. Names of columns are distinct, and each row has one cell per column. */
export const matrixSchema = z
  .strictObject({
    format: z.literal(2),
    kit: z.strictObject({ name: z.string(), version: z.string() }),
    suite: z.strictObject({ scenarios: count, digest: z.string() }),
    selection: z.string(),
    command: z.string(),
    columns: z.array(column),
    cases: z.array(
      z.strictObject({
        id: z.string(),
        ...place,
        requirements: texts,
        results: z.array(z.strictObject({ ...outcome, in: z.union([z.literal('all'), texts]) })),
      }),
    ),
    pages: z.array(z.strictObject({ page: z.string(), rows: z.array(row) })),
    details: z.array(details),
  })
  .superRefine(({ columns, pages }, context) => {
    const names = columns.map(({ name }) => name)
    const twice = names.findIndex((name, index) => names.indexOf(name) < index)
    if (twice !== -1)
      context.addIssue({ code: 'custom', path: ['columns', twice], message: 'a column with a name of its own' })
    for (const [at, { rows }] of pages.entries()) {
      const odd = rows.findIndex(({ cells }) => cells.length !== columns.length)
      if (odd === -1) continue
      const message = 'a list of one cell per column'
      context.addIssue({ code: 'custom', path: ['pages', at, 'rows', odd, 'cells'], message })
      return
    }
  })
