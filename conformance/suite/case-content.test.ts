import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planSuite } from './plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-content-'))
afterAll(() => rmSync(folder, { recursive: true }))

const feature = `@task
Feature: Writers
  Why writers matter.

  Rule: A writer commits once

    @RDD-18 @RDD-19
    Scenario: a writer commits its epoch
      Given a write RDD over 2 partitions
      When task 0 starts
      And the epoch of task 0 ends
      Then task 0 commits epoch 0
      And task 0 fails with an IllegalStateException
`

async function idsOf(text: string, name = 'a.feature'): Promise<readonly string[]> {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return (await planSuite('', [file])).map(({ scenario }) => scenario.id)
}

describe('the id of a case', () => {
  const edited = (from: string, to: string) => {
    expect(feature).toContain(from)
    return feature.replace(from, to)
  }

  it.each([
    ['its title', edited('a writer commits its epoch', 'each writer commits')],
    ['its rule', edited('Rule: A writer commits once', 'Rule: One commit per writer')],
    ['the prose of its feature', edited('Why writers matter.', 'Rows get lost otherwise.')],
    ['the keyword of a step', edited('And task 0 fails', 'Then task 0 fails')],
    ['its line', edited('Scenario:', '\n\n    Scenario:')],
    ['the order of its tags', edited('@RDD-18 @RDD-19', '@RDD-19 @RDD-18')],
  ])('does not change with %s', async (_, text) => {
    expect(await idsOf(text)).toEqual(await idsOf(feature))
  })

  it('does not change with the file', async () => {
    expect(await idsOf(feature, 'elsewhere/b.feature')).toEqual(await idsOf(feature))
  })

  it.each([
    ['the opening', edited('over 2 partitions', 'over 3 partitions')],
    ['an action', edited('When task 0 starts', 'When task 1 starts')],
    ['the block in which an action stands', edited('And the epoch of', 'Then task 0 starts\n      When the epoch of')],
    ['a value in an expectation', edited('commits epoch 0', 'commits epoch 1')],
    ['the phrase of an expectation', edited('task 0 commits epoch 0', 'task 0 aborts the writer of epoch 0')],
    ['an expectation that becomes weaker', edited('task 0 commits epoch 0', 'task 0 commits its writer')],
    ['a type in an expectation', edited('an IllegalStateException', 'a RuntimeException')],
    ['the list of its requirements', edited('@RDD-18 @RDD-19', '@RDD-18')],
    ['the number of expectations', edited('      And task 0 fails with an IllegalStateException\n', '')],
  ])('changes with %s', async (_, text) => {
    const [id] = await idsOf(text)
    expect(id).toMatch(/^[0-9a-f]{12}$/)
    expect([id]).not.toEqual(await idsOf(feature))
  })

  it('has a number for each of several cases with equal content', async () => {
    const [id] = await idsOf(feature)
    const scenario = feature.slice(feature.indexOf('    @RDD-18'))
    expect(await idsOf(feature + scenario)).toEqual([id, `${id}-2`])
  })
})
