import { expect, it } from 'vitest'
import { allTried, findingsOf, type SinkTrial } from '../answer/sink-trial.ts'
import { aTrial, aTried, batchesAsTrial, trialOnModel } from '../fixtures/trials.ts'
import { searchBatches } from '../generated/search-batches.ts'
import { searchSchedules } from '../generated/search-schedules.ts'
import { modelBatches } from '../model/model-batches.ts'
import { modelSink } from '../model/model-sink.ts'
import { describeStep, describeTried } from '../telling/describe-step.ts'
import { sinkTests } from '../telling/sink-tests.ts'
import { chartOfTried, stepOfHarm } from './sink-chart.ts'
import { sinkPage } from './sink-page.ts'

const pageOf = (trial: SinkTrial) => {
  const findings = findingsOf(trial)
  return sinkPage({ trial, findings, tests: sinkTests(trial, findings) })
}
const countOf = (page: string, markup: RegExp) => page.match(new RegExp(markup, 'g'))?.length ?? 0

it.each([
  ['continuous', () => trialOnModel('both are kept')],
  ['micro-batch', () => batchesAsTrial('both are kept')],
] as const)(
  'The page of a sink has each shortest schedule with its steps, its chart and advice, in mode %s',
  async (_, trialOf) => {
    const trial = { ...(await trialOf()), claim: 'exactly-once' } as const
    const page = pageOf(trial)
    expect(page).toContain('</span> the sink claims exactly-once, and guarantees at-least-once</p>')
    expect(page).toContain('<p>The sink alone, Spark as documented: <b>at-least-once</b></p>')
    const schedules = countOf(page, /<section class="finding" id="schedule-/)
    expect(schedules).toBeGreaterThan(1)
    for (const markup of [/What an author can do/, /<summary>Sequence chart/, /<svg /, /<summary>Steps/])
      expect(countOf(page, markup), `${markup}`).toBe(schedules)
    const links = [...page.matchAll(/href="#(schedule-\d+)"/g)].map(([, id]) => id)
    expect(new Set(links).size).toBe(schedules)
    for (const id of links) expect(page).toContain(`id="${id}"`)
  },
)

const search = { runs: 60, seed: 5, onTried: () => undefined, signal: new AbortController().signal }
const inContinuous = () =>
  searchSchedules({ ...search, driver: modelSink('spark-3.5', 'both are kept'), edition: 'spark-3.5', cleanLog: false })
const inBatches = () => searchBatches({ ...search, driver: modelBatches('both are kept') })

it.each([
  ['continuous', () => trialOnModel('both are kept'), inContinuous],
  ['micro-batch', () => batchesAsTrial('both are kept'), inBatches],
] as const)(
  'The page, the chart and the tests of a sink take each generated schedule (seed 5), in mode %s',
  async (mode, trialOf, searchOf) => {
    const found = await searchOf()
    const trial = { ...(await trialOf()), claim: 'exactly-once', search: { seed: 5, ...found } } as const
    expect(found.found.length).toBeGreaterThan(0)
    const all = allTried(trial)
    expect(all.length).toBeGreaterThan(60)
    for (const one of all) {
      expect(describeTried(one, mode).split('\n').length).toBeGreaterThan(one.result.moments.length)
      expect(chartOfTried(one, mode).marks.length).toBeGreaterThanOrEqual(one.result.moments.length)
    }
    const page = pageOf(trial)
    expect(page).toContain('60 generated schedules, seed 5.')
  },
)

it.each([
  [
    'is kept',
    aTrial([aTried()], { claim: 'exactly-once' }),
    'verdict good',
    'the sink guarantees exactly-once, as it claims',
  ],
  ['is missing', aTrial([aTried()]), 'verdict none', 'nothing is claimed'],
  [
    'is kept in what was run',
    aTrial([aTried(), aTried({ isTold: false })], { claim: 'exactly-once' }),
    'verdict known',
    'not all scenarios and schedules could be run to their end',
  ],
])('The verdict of the page if the claim %s', (_, trial, tone, text) => {
  const page = pageOf(trial)
  expect(page).toContain(`<div class="${tone}">`)
  expect(page).toContain(text)
})

it('No text of a sink becomes markup in its page', () => {
  const text = '<script>alert(1)</script>\'"&\u001b[2J\u202e'
  const moments = [
    {
      action: { kind: 'row', partition: 0, value: text },
      events: [{ kind: 'query-stopped', actor: 'query', error: { type: text, message: text } }],
      calls: [{ kind: 'to-streaming', thread: text, inTask: false, sink: 'threw', error: text }],
      rows: [text],
    },
  ] as const
  const scenario = { name: text, fault: text }
  const tried = [
    aTried({ moments, lost: [text], doubled: [text], early: [text] }, scenario),
    aTried({ kind: 'broken', moments, reason: text }, scenario),
  ]
  const page = pageOf(aTrial(tried, { claim: 'exactly-once', release: text }))
  expect(page).not.toContain('<script>alert')
  expect(page).not.toContain('\u001b')
  expect(page).not.toContain('\u202e')
  expect(countOf(page, /<script>/)).toBe(1)
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&#39;&quot;&amp;\\u{1b}[2J\\u{202e}')
})

it('The chart of micro-batches has no coordinator: the query commits to the sink, and notes what it logs', async () => {
  const { tried } = await batchesAsTrial('both are kept')
  const charts = tried.map((one) => chartOfTried(one, 'micro-batch'))
  expect(charts.filter(({ participants }) => participants.includes('coordinator'))).toEqual([])
  const arrows = (charts[0]?.marks ?? []).flatMap(({ from, to, text }) =>
    /epoch/.test(text) && from === 'query' ? [[from, to, text]] : [],
  )
  expect(arrows.slice(0, 3)).toEqual([
    ['query', undefined, 'the query adds the offsets of epoch 0: "1"'],
    ['query', 'sink', 'the sink commits epoch 0 with "commit-0-0"'],
    ['query', undefined, 'the query commits epoch 0'],
  ])
})

it('The chart of a schedule has its steps in their order, and what the reader sees', async () => {
  const { tried } = await trialOnModel('both are kept')
  for (const one of tried) {
    const { participants, marks } = chartOfTried(one, 'continuous')
    const steps = marks.filter(({ from }) => from === 'kit').map(({ text }) => text)
    expect(steps).toEqual(
      one.result.moments.map(({ action }) => describeStep(action, 'continuous', one.scenario.partitions)),
    )
    expect(participants).toContain('reader')
    if (one.result.kind !== 'seen' || one.result.doubled.length === 0) continue
    const at = stepOfHarm(one, 'doubled', one.result.doubled) ?? -1
    const [row = ''] = one.result.doubled
    expect(one.result.moments[at]?.rows.filter((each) => each === row).length).toBeGreaterThan(1)
    expect(one.result.moments[at - 1]?.rows.filter((each) => each === row).length).toBe(1)
  }
})
