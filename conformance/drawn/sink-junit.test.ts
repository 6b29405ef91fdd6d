import { describe, expect, it } from 'vitest'
import { findingsOf, type SinkTrial } from '../sink/answer/sink-trial.ts'
import { aTrial, aTried, trialOnModel } from '../sink/fixtures/trials.ts'
import { sinkTests } from '../sink/telling/sink-tests.ts'
import { hasPython, type Parsed, strictXml } from './fixtures/strict-xml.ts'
import { sinkJunit } from './sink-junit.ts'

const below = (element: Parsed, name: string): readonly Parsed[] =>
  element.children.flatMap((inner) => [...(inner.name === name ? [inner] : []), ...below(inner, name)])

function parsed(trial: SinkTrial): Parsed {
  const [root] = strictXml([sinkJunit(trial, sinkTests(trial, findingsOf(trial)))])
  if (root === undefined) throw new Error('there is one document')
  return root
}

describe.skipIf(!hasPython)(`The JUnit file of cwc sink${hasPython ? '' : ' (not run: there is no python3)'}`, () => {
  it('The JUnit file has suites of scenarios, requirements and the claim, and counts what stands in them', async () => {
    const root = parsed({ ...(await trialOnModel('both are kept')), claim: 'at-most-once' })
    expect(root.children.map(({ attributes }) => attributes['name'])).toEqual([
      'scenarios, continuous',
      "what Spark's documentation asks, continuous",
      'the claim, continuous',
    ])
    for (const suite of [root, ...root.children]) {
      const count = (name: string) => Number(suite.attributes[name])
      expect(count('tests')).toBe(below(suite, 'testcase').length)
      expect(count('failures')).toBe(below(suite, 'failure').length)
      expect(count('skipped')).toBe(below(suite, 'skipped').length)
    }
    expect(Number(root.attributes['failures'])).toBeGreaterThan(1)
    const properties = below(root, 'property').slice(0, 3)
    expect(properties.map(({ attributes: { name, value } }) => `${name}: ${value}`)).toEqual([
      'mode: continuous',
      'Spark: 3.5.8',
      'claim: at-most-once',
    ])
  })

  it('A class of the JUnit file has the mode and the fault, so files of both modes can stand side by side', () => {
    const [test] = below(parsed(aTrial([aTried({}, { fault: 'A write fails' })], { mode: 'micro-batch' })), 'testcase')
    expect(test?.attributes).toEqual({ classname: 'micro-batch: A write fails', name: 'nothing fails' })
  })

  it('The JUnit file gives two scenarios of one name different names', () => {
    const tests = below(parsed(aTrial([aTried(), aTried()])), 'testcase').slice(0, 2)
    expect(tests.map(({ attributes }) => attributes['name'])).toEqual([
      'nothing fails (1 of 2)',
      'nothing fails (2 of 2)',
    ])
  })

  it('No text of a sink or of a feature forges an element of the JUnit file', () => {
    const text = '</failure></testcase><testcase name="forged"/> ]]> \u001b[2J'
    const tried = [
      aTried({ kind: 'broken', moments: [], reason: text }),
      aTried({ lost: [text] }, { name: text, fault: text }),
    ]
    const root = parsed(aTrial(tried, { claim: 'exactly-once' }))
    expect(below(root, 'testcase').filter(({ attributes }) => attributes['name'] === 'forged')).toEqual([])
    const shown = '</failure></testcase><testcase name="forged"/> ]]> \\u{1b}[2J'
    expect(below(root, 'failure')[0]?.attributes['message']).toBe(`lost: ${shown}`)
    expect(below(root, 'skipped')[0]?.attributes['message']).toBe(shown)
  })
})
