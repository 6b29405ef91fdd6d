import { expect, it } from 'vitest'
import { runSuite } from '../../api/run-suite.ts'
import { describeRun } from '../report/terminal.ts'
import { type BrokenDriver, brokenDrivers } from './fixtures/broken-drivers.ts'
import { moreBrokenDrivers } from './fixtures/more-broken-drivers.ts'

/** The text of a run of the scenarios of its role. */
async function textOf({ driver, role, edition = 'document', generated = 0 }: BrokenDriver): Promise<string> {
  const runs = generated === 0 ? {} : { runs: { [role]: generated }, seed: 1 }
  const report = await runSuite({ driver, edition, roles: [role], ...runs })
  // The text has commands where the driver is one.
  const choice = { kind: 'command', command: './my-driver', args: [] } as const
  return describeRun({ ...report, driver: { ...report.driver, choice } })
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
