import { z } from 'zod'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { withoutCase } from '../file/without-case.ts'
import { type RowHarm, rowHarms } from '../verdict/tried-schedule.ts'
import type { Fate, MeasuredGenerated, MeasuredScenario, MeasuredSink } from './measured-sinks.ts'

// What `cwc sink --json` prints, as far as docs/sinks.md needs it.

const text = z.string()
const texts = z.array(text)
const spark = z.enum(['as documented', 'as it is'])

const result = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('seen'),
    lost: texts,
    doubled: texts,
    early: texts,
    leftOver: texts.exactOptional(),
  }),
  z.looseObject({ kind: z.literal('broken'), reason: text }),
])

const schedule = z.looseObject({ token: text, spark, like: texts, result })

const sinkReport = z.looseObject({
  tried: z.array(z.looseObject({ scenario: z.looseObject({ name: text, spark }), result, seconds: z.number() })),
  sinkAlone: z.custom<NonNullable<MeasuredSink['sinkAlone']>>().optional(),
  withSpark: z.custom<NonNullable<MeasuredSink['withSpark']>>().optional(),
  seed: z.int().exactOptional(),
  generated: z.array(schedule).exactOptional(),
  found: z.array(z.looseObject({ harm: z.enum(rowHarms), shrunk: schedule })).exactOptional(),
  requirements: z.array(
    z.looseObject({ id: text, owedBy: z.enum(['sink', 'spark']), verdict: z.looseObject({ kind: text }) }),
  ),
})

type Result = z.infer<typeof result>

type Found = Pick<MeasuredSink, 'sinkAlone' | 'withSpark' | 'violated' | 'scenarios'>
type Generated = Omit<MeasuredGenerated, 'command' | 'seconds'>

/** What was found in a sink, without its steps. Throws if the text is no report of `cwc sink`. */
export function foundIn(json: string): Found {
  const { tried, sinkAlone, withSpark, requirements } = sinkReport.parse(JSON.parse(json))
  return {
    ...(sinkAlone === undefined ? {} : { sinkAlone }),
    ...(withSpark === undefined ? {} : { withSpark }),
    violated: requirements.flatMap(({ id, owedBy, verdict }) =>
      owedBy === 'sink' && verdict.kind === 'violated' ? [id] : [],
    ),
    scenarios: tried.map(
      ({ scenario, seconds, result: seen }): MeasuredScenario => ({
        name: scenario.name,
        spark: scenario.spark,
        seconds: Math.round(seconds * 10) / 10,
        fate: fateOf(seen),
      }),
    ),
  }
}

/** What the generated schedules of such a report have shown. */
export function generatedIn(json: string): Generated {
  const { seed = 0, generated = [], found = [] } = sinkReport.parse(JSON.parse(json))
  return counted(generated, seed, found)
}

/** What became of the rows of the only scenario of a report. */
export function fateIn(json: string): Fate {
  const [only] = foundIn(json).scenarios
  return only?.fate ?? { kind: 'broken', reason: 'no scenario was run' }
}

/** The same of what `cwc sink --replay --json` prints. */
export const fateOfReplay = (json: string): Fate => fateOf(schedule.parse(JSON.parse(json)).result)

const fateOf = (seen: Result): Fate => {
  if (seen.kind === 'broken') return { kind: 'broken', reason: withoutCase(seen.reason) }
  const { lost, doubled, early, leftOver } = seen
  return { kind: 'seen', lost, doubled, early, ...(leftOver === undefined ? {} : { leftOver: leftOver.length }) }
}

function counted(
  generated: readonly z.infer<typeof schedule>[],
  seed: number,
  found: NonNullable<z.infer<typeof sinkReport>['found']>,
): Generated {
  const results = generated.map((each) => each.result)
  const showing = (harm: RowHarm) => results.filter((each) => each.kind === 'seen' && each[harm].length > 0).length
  const like = (kind: SinkKind) => generated.filter((each) => each.like.includes(kind)).length
  return {
    runs: generated.length,
    seed,
    ran: results.filter(({ kind }) => kind === 'seen').length,
    lost: showing('lost'),
    doubled: showing('doubled'),
    early: showing('early'),
    like: Object.fromEntries(sinkKinds.map((kind) => [kind, like(kind)])),
    found: found.map(({ harm, shrunk }) => ({
      harm,
      spark: shrunk.spark,
      token: shrunk.token,
      fate: fateOf(shrunk.result),
    })),
  }
}
