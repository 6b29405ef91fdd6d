import { describe, expect, it } from 'vitest'
import { DriverError } from '../../../src/adapters/driver.ts'
import type { Event } from '../../../src/contract/events.ts'
import type { OutsideStep } from '../schedules/outside.ts'
import { endEpoch, execute, row, type SinkAction, type SinkStep } from '../schedules/schedule.ts'
import type { SinkDriver } from './sink-driver.ts'
import { trySchedule } from './try-schedule.ts'

const away: OutsideStep = { kind: 'outage', moment: 'begins' }
const back: OutsideStep = { kind: 'outage', moment: 'ends' }
const restart: OutsideStep = { kind: 'restart' }
const ended: Event = { kind: 'query-stopped', actor: 'query', error: { type: 'IOException', message: 'no broker' } }
const factoryMade: Event = { kind: 'writer-factory-created', actor: 'operator', numPartitions: 1 }

interface Fake {
  readonly failsAt?: SinkAction['kind']
  readonly stop?: () => Promise<void>
  /** The sink waits until the system is back. */
  readonly waits?: true
}

/** A sink beside a system, both of which write down what is asked of them. */
function sinkBeside({ failsAt, stop, waits }: Fake = {}) {
  const done: string[] = []
  const back = Promise.withResolvers<void>()
  let isAway = false
  const driver: SinkDriver = {
    open: async () => {},
    async act({ kind }) {
      done.push(kind)
      if (isAway && waits === true) await back.promise
      return isAway && kind === failsAt ? [ended] : [factoryMade]
    },
    calls: async () => [],
    async rows() {
      done.push('read')
      return []
    },
    close: async () => void done.push('close'),
    outage: {
      seconds: 0.001,
      async stop() {
        done.push('away')
        isAway = true
        await stop?.()
      },
      async start() {
        done.push('back')
        isAway = false
        back.resolve()
      },
    },
  }
  return { driver, done }
}

const run = async (fake: Fake, ...steps: readonly (SinkStep | OutsideStep)[]) => {
  const { driver, done } = sinkBeside(fake)
  return { result: await trySchedule(driver, { steps }), done }
}

describe('an outage of the external system', () => {
  it('lies between two commands, and nothing reads the sink while the system is away', async () => {
    // A limit that no call comes to: these calls return at once.
    const { driver, done } = sinkBeside()
    const patient = { ...driver, ...(driver.outage && { outage: { ...driver.outage, seconds: 1_000 } }) }
    const result = await trySchedule(patient, { steps: [execute, away, row(), endEpoch, back, restart] })
    expect(done).toEqual([
      ...['execute', 'read', 'away', 'row', 'advance-epoch', 'back', 'read'],
      ...['stop', 'read', 'execute', 'read', 'close'],
    ])
    const unread = result.moments.map(({ action, isUnread }) => [action.kind, isUnread ?? false])
    expect(unread.slice(1, 5)).toEqual([
      ['outage', true],
      ['row', true],
      ['advance-epoch', true],
      ['outage', false],
    ])
  })

  it('leaves out the steps of a query that has ended by it, also when the system is back, and a restart executes the query again', async () => {
    const steps = [execute, away, row(), row(), endEpoch, back, row(), restart, row()]
    const { result, done } = await run({ failsAt: 'row' }, ...steps)
    expect(result.kind).toBe('seen')
    expect(done.filter((what) => what !== 'read')).toEqual([
      ...['execute', 'away', 'row', 'back', 'execute', 'row', 'close'],
    ])
  })

  it('ends while a call waits for the system', async () => {
    const { result, done } = await run({ waits: true }, execute, away, row(), endEpoch, back)
    expect(result.kind).toBe('seen')
    expect(done.filter((what) => what !== 'read')).toEqual(['execute', 'away', 'row', 'back', 'advance-epoch', 'close'])
  })

  it('ends before the case does, also where a command fails, and the reason is that of the command', async () => {
    const stop = () => Promise.reject(new DriverError({ kind: 'not-supported', reason: 'outage.start[0]: no docker' }))
    const { result, done } = await run({ stop }, execute, away, row(), back)
    expect(result).toMatchObject({ kind: 'broken', reason: 'outage.start[0]: no docker' })
    expect(done.slice(-2)).toEqual(['back', 'close'])
  })

  it('is refused where nobody has said how the system stops', async () => {
    const { driver } = sinkBeside()
    const { outage: _, ...without } = driver
    const result = await trySchedule(without, { steps: [execute, away, back] })
    expect(result.kind === 'broken' && result.reason).toMatch(/^nobody has said how the external system stops/)
  })
})
