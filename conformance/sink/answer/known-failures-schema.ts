import { z } from 'zod'

const text = z.string()
const from1 = z.int().min(1)

const entry = z
  .looseObject({ line: from1, column: from1 })
  .meta({ id: 'EntryPlace', description: 'The place of an entry in the file.' })
const named = {
  key: z.enum(['scenario', 'requirement', 'token']),
  name: text.describe('The title of a scenario, a requirement of a sink, or the token of a generated schedule.'),
}
const observed = text.describe('What became of the rows, or what violates the requirement.')

const problem = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('mended'), entry, ...named }).describe('It does not fail any more.'),
  z.looseObject({
    kind: z.literal('changed'),
    entry,
    ...named,
    recorded: text.exactOptional().describe('Missing if the entry does not say it.'),
    seen: observed,
  }),
  z.looseObject({ kind: z.literal('no reason'), entry }),
  z.looseObject({ kind: z.literal('unmatched'), entry, ...named }).describe('Nothing in the run has the name.'),
  z.looseObject({ kind: z.literal('listed twice'), entry, ...named, earlier: entry }),
])

/** What the JSON has of a list of known failures. */
export const knownFailuresSchema = z
  .looseObject({
    file: text,
    known: z
      .array(z.looseObject({ entry, ...named, reason: text, link: text.exactOptional(), observed }))
      .describe('What failed as an entry says. These fail nothing.'),
    unlisted: z.array(z.looseObject({ ...named, observed })).describe('What failed without an entry.'),
    problems: z.array(problem).describe('Where an entry and the run do not fit together. Each of them fails the run.'),
  })
  .meta({ id: 'KnownFailuresOfSink' })

export type KnownFailuresOfSink = z.infer<typeof knownFailuresSchema>
