import { expect, it } from 'vitest'
import { checkRole } from '../generated/check-role.ts'
import { runReport } from '../report/run-report.ts'
import { describeRun } from '../report/terminal.ts'
import { editionOf } from '../requirements/edition.ts'
import { planSuite } from '../suite/plan.ts'
import { runSuite } from '../suite/run-suite.ts'
import { type BrokenDriver, brokenDrivers } from './fixtures/broken-drivers.ts'
import { moreBrokenDrivers } from './fixtures/more-broken-drivers.ts'

/** The text of a run of the scenarios of its role. */
async function textOf({
  driver,
  role,
  edition: name = 'document',
  generated: runs = 0,
}: BrokenDriver): Promise<string> {
  const edition = editionOf(name)
  const identity = await driver.initialize()
  const planned = await planSuite(`@${role}`)
  const signal = new AbortController().signal
  const results = await runSuite({ driver, identity, edition, planned, signal, onCase: () => undefined })
  const part = { from: 0, to: runs }
  const generated =
    runs === 0
      ? []
      : [await checkRole({ driver, edition, role, runs, part, seed: 1, tries: 500, signal, onCase: () => undefined })]
  return describeRun(
    runReport({
      identity,
      choice: { kind: 'command', command: './my-driver', args: [] },
      driverDigest: 'sha256:0',
      edition,
      tags: `@${role}`,
      results,
      generated,
      startedAt: new Date(0),
      finishedAt: new Date(0),
    }),
  )
}

const all = [...brokenDrivers, ...moreBrokenDrivers]

it('there are thirty broken drivers, each with a name of its own', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(30)
})

it.each(all)('the first line of a driver that $name names the requirement and the difference', async (broken) => {
  const text = await textOf(broken)
  const [first = ''] = text.split('\n')
  expect(first).toMatch(new RegExp(`^✗ ${broken.breaks ?? broken.blames ?? 'driver:'} `))
  expect(first).toMatch(broken.says)
  // One cause, about one page.
  expect(text.split('\n').filter((line) => line.startsWith('✗')).length).toBeLessThan(8)
  expect(text).not.toContain('\u001b')
})

it('a driver that breaks the protocol is shown with the command that looks at the driver alone', async () => {
  const broken = all.find(({ name }) => name === 'breaks the protocol in each answer')
  expect(broken && (await textOf(broken))).toContain('\n    npx cwc smoke -- ./my-driver\n')
})
