import { describe, expect, it } from 'vitest'
import type { Driver } from '../../src/adapters/driver.ts'
import type { Event } from '../../src/contract/events.ts'
import { coordinatorAbsences } from '../gherkin/absences/coordinator.ts'
import { operatorAbsences } from '../gherkin/absences/operator.ts'
import { taskAbsences } from '../gherkin/absences/task.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import { editionOf } from '../requirements/edition.ts'
import { gherkinOf } from '../shrinking/gherkin.ts'
import { checkCase } from './check-case.ts'
import { telling } from './fixtures/drivers.ts'
import { walkOf } from './fixtures/walks.ts'
import { regressionScenario } from './regression-scenario.ts'

const document = editionOf('document')

async function scenarioOf(driver: Driver, token: string): Promise<string> {
  const walk = walkOf(token)
  const properties = propertiesOf(walk.space.bounds.role, document.deviations)
  const { outcome } = await checkCase(driver, walk, properties, document)
  if (outcome.kind !== 'differs') throw new Error(`the case ${outcome.kind}`)
  return regressionScenario(walk, token, outcome, document)
}

const isCommitting = (event: Event) => event.kind === 'logged' && event.message.endsWith('is committing.')
const committing: Event = {
  kind: 'logged',
  actor: 'task-0',
  level: 'INFO',
  logger: 'x',
  message: 'Writer for partition 0 in epoch 1 is committing.',
}

describe('the scenario of a finding about a log line', () => {
  it('a scenario expects no log line if the finding is a superfluous one', async () => {
    const driver = telling((event) => (event.kind === 'row-written' ? [event, committing] : [event]))
    expect(await scenarioOf(driver, 'task:p1c0f1e1r1x1::00')).toContain('And task 0 logs nothing')
  })

  it('a scenario has the expected log lines, even if another event is reported as missing', async () => {
    const driver = telling((event) => (isCommitting(event) ? [event, event] : [event]))
    const line = 'task 1 logs INFO "Writer for partition 1 in epoch 1 is committing."'
    expect(await scenarioOf(driver, 'task:p2c0f1e1r0x1:complete:0021')).toContain(line)
  })

  it('a scenario names the class that logs for the operator', async () => {
    const driver = telling((event) => [event.kind === 'logged' ? { ...event, logger: 'x.Other' } : event])
    expect(await scenarioOf(driver, 'operator:p0c1n1x1::0')).toContain(
      'And the operator logs the start of the write under no other class name',
    )
  })

  it.each([
    ['role coordinator, whose opening logs', 'coordinator:w1r1e1f1x1::'],
    ['role query, whose first run logs', 'query:p1f0e1r1x1::0'],
  ])('a scenario names the class that logs the registration of the coordinator in %s', async (_, token) => {
    const renamed = (event: Event): Event => (event.kind === 'logged' ? { ...event, logger: 'x.Other' } : event)
    const driver = telling((event) => [renamed(event)])
    const open: Driver['open'] = async (opening) => (await driver.open(opening)).map(renamed)
    expect(await scenarioOf({ ...driver, open }, token)).toContain(
      'And the coordinator logs its registration under a class name that begins with "EpochCoordinatorRef"',
    )
  })

  it('a scenario has no log line if the finding is about other events', async () => {
    const driver = telling((event) => (event.kind === 'row-written' ? [] : [event]))
    expect(await scenarioOf(driver, 'task:p1c0f1e1r1x1::00')).not.toContain('logs')
    const kept = {
      walk: walkOf('task:p1c0f1e1r1x1::00'),
      token: '',
      at: 2,
      requirements: [],
      name: 'x',
      withLogs: false,
    }
    expect(gherkinOf({ ...kept, loggedBy: ['task-0'] })).not.toContain('logs')
    expect(gherkinOf({ ...kept, withLogs: true, loggedBy: ['task-0'] })).toContain('task 0 logs nothing')
  })

  it('a scenario has phrases of the suite only', () => {
    const absences = Object.keys({ ...operatorAbsences, ...taskAbsences, ...coordinatorAbsences })
    expect(absences).toContain('the operator logs nothing')
    expect(absences).toContain('the coordinator logs nothing')
    expect(absences).toContain('task {number} logs nothing')
    expect(absences).toContain('the operator logs the start of the write under no other class name')
  })
})
