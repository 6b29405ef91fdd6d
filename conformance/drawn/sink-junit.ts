import { kit } from '../kit.ts'
import type { SinkTrial } from '../sink/answer/sink-trial.ts'
import type { SinkTest } from '../sink/telling/sink-tests.ts'
import { countsOf, distinct, propertiesOf, type Test, testElement } from './junit-document.ts'
import { xmlDocument } from './xml.ts'

const suiteNames: Readonly<Record<SinkTest['about']['kind'], string>> = {
  scenario: 'scenarios',
  generated: 'generated schedules',
  requirement: "what Spark's documentation asks",
  claim: 'the claim',
  list: 'known failures',
}

/**
 * `cwc sink --junit`: one suite per kind of test. The mode is a part of each class, so that the files of both modes can stand side by
 * side. It has failures exactly if the exit code is 1.
 */
export function sinkJunit({ mode, release, search, claim }: SinkTrial, tests: readonly SinkTest[]): string {
  const suites = [...Map.groupBy(tests, ({ about }) => about.kind)].map(([kind, own]) => ({
    name: `${suiteNames[kind]}, ${mode}`,
    tests: distinct(own.map((one) => testOf(one, mode))),
  }))
  const properties = [
    ['mode', mode],
    ...(release === undefined ? [] : [['Spark', release] as const]),
    ...(search === undefined ? [] : [['seed', search.seed] as const]),
    ...(claim === undefined ? [] : [['claim', claim] as const]),
  ] as const
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: `${kit.name} sink`, ...countsOf(suites.flatMap((suite) => suite.tests)) },
    content: suites.map((suite) => ({
      name: 'testsuite',
      attributes: { name: suite.name, ...countsOf(suite.tests) },
      content: [propertiesOf(properties), ...suite.tests.map(testElement)],
    })),
  })
}

function testOf({ about, result }: SinkTest, mode: SinkTrial['mode']): Test {
  return { ...namesOf(about, mode), result: resultOf(about.kind, result) }
}

function namesOf(about: SinkTest['about'], mode: SinkTrial['mode']): Omit<Test, 'result'> {
  switch (about.kind) {
    case 'scenario':
      return { group: `${mode}: ${about.fault}`, name: about.scenario, properties: [] }
    case 'generated':
      return {
        group: `${mode}: ${suiteNames.generated}`,
        name: about.token,
        properties: [['fault', about.fault]],
      }
    case 'requirement':
      return {
        group: `${mode}: ${suiteNames.requirement}`,
        name: `${about.id}: ${about.says}`,
        properties: [['requirement', about.id]],
      }
    case 'claim':
      return {
        group: `${mode}: ${suiteNames.claim}`,
        name: 'the sink alone guarantees what it claims',
        properties: [],
      }
    case 'list':
      return { group: `${mode}: ${suiteNames.list}`, name: about.place, properties: [] }
  }
}

function resultOf(type: string, result: SinkTest['result']): Test['result'] {
  switch (result.kind) {
    case 'passed':
      return result
    case 'not told':
      return { kind: 'skipped', reason: result.reason }
    case 'failed': {
      const { headline, text } = result
      return { kind: 'failed', failure: { kind: 'failure', type, headline, text } }
    }
  }
}
