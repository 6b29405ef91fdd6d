import { expect, it } from 'vitest'
import { runReport } from '../report/run-report.ts'
import { describeRun } from '../report/terminal.ts'
import { editionOf } from '../requirements/edition.ts'
import { planSuite } from '../suite/plan.ts'
import { runSuite } from '../suite/run-suite.ts'
import { type BrokenDriver, brokenDrivers } from './fixtures/broken-drivers.ts'

/** The text of a run of the scenarios of its role. */
async function textOf({ driver, role }: BrokenDriver): Promise<string> {
  const edition = editionOf('document')
  const identity = await driver.initialize()
  const planned = await planSuite(`@${role}`)
  const signal = new AbortController().signal
  const results = await runSuite({ driver, identity, edition, planned, signal, onCase: () => undefined })
  return describeRun(
    runReport({
      identity,
      choice: { kind: 'command', command: './my-driver', args: [] },
      driverDigest: 'sha256:0',
      edition,
      tags: `@${role}`,
      results,
      generated: [],
      startedAt: new Date(0),
      finishedAt: new Date(0),
    }),
  )
}

it('there are twenty broken drivers, each with a name of its own', () => {
  expect(new Set(brokenDrivers.map(({ name }) => name)).size).toBe(20)
})

it.each(brokenDrivers)(
  'the first line of a driver that $name names the requirement and the difference',
  async (broken) => {
    const text = await textOf(broken)
    const [first = ''] = text.split('\n')
    expect(first).toMatch(new RegExp(`^✗ ${broken.breaks ?? 'driver:'} `))
    expect(first).toMatch(broken.says)
    // One cause, about one page.
    expect(text.split('\n').filter((line) => line.startsWith('✗')).length).toBeLessThan(8)
    expect(text).not.toContain('\u001b')
  },
)
