import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { smoke } from '../../../conformance/smoke/smoke.ts'
import { type Driver, DriverError } from '../../../src/adapters/driver.ts'
import { referenceDriver } from '../../../src/adapters/reference/reference-driver.ts'
import { processDriver } from '../../../src/adapters/stdio/process-driver.ts'
import { type Action, coordinatorPlaces, operatorPlaces, taskPlaces } from '../../../src/contract/actions.ts'
import type { Event } from '../../../src/contract/events.ts'
import type { Role } from '../../../src/contract/roles.ts'
import type { Opening } from '../../../src/contract/setups.ts'
import type { ErrorValue } from '../../../src/contract/values.ts'

const seed = 20261122
const command = 'python3'
const args = [fileURLToPath(new URL('driver.py', import.meta.url))]
const options = { command, args, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }, timeoutSeconds: 60 }
const hasPython = spawnSync(command, ['--version']).status === 0

const partition = fc.nat(2)
const epoch = fc.nat(4)
const message = fc.constantFrom('a', 'b')
const error = fc.record({
  type: fc.constantFrom('IOException', 'InterruptedException'),
  message: fc.constantFrom(null, 'no space left'),
})
const id = fc.constantFrom(null, 'id', 'id', 'id')
const k = <const K extends string>(kind: K) => fc.constant(kind)

const ask = fc.oneof(
  fc.record({ type: fc.constantFrom('SetWriterPartitions', 'SetReaderPartitions'), numPartitions: fc.nat(2) }),
  fc.record({ type: fc.constantFrom('GetCurrentEpoch', 'IncrementAndGetEpoch') }),
)
const stop = fc.constant({ kind: 'ask', message: { type: 'StopContinuousExecutionWrites' } } as const)
const report = fc.oneof(
  fc.record({ type: k('CommitPartitionEpoch'), partitionId: partition, epoch, message }),
  fc.record({ type: k('ReportPartitionOffset'), partitionId: partition, epoch, offset: message }),
)
const plan = fc.letrec<{ plan: { name: string; children: readonly unknown[] } }>((tie) => ({
  plan: fc.record({
    name: fc.constantFrom('WriteToContinuousDataSource', 'Project', 'Filter', 'LocalRelation', 'UnresolvedRelation'),
    children: fc.array(tie('plan'), { maxLength: 1 }),
  }),
})).plan

const ofQuery = { partition: fc.nat(1), epoch: fc.nat(3) }
const plainError = fc.record({ type: k('IOException'), message: fc.constant('no space left') })

/** Any setup, and any actions, whether they make sense at the time or not; and the events that are then to be seen. */
interface Life {
  readonly setup: fc.Arbitrary<unknown>
  readonly action: fc.Arbitrary<unknown>
  readonly shows: readonly string[]
}

const lives: Readonly<Record<Role, Life>> = {
  planner: { setup: fc.constant({}), action: fc.record({ kind: k('plan'), plan }), shows: ['planned', 'threw'] },
  operator: {
    setup: fc.record({
      partitions: fc.nat(3),
      epochCoordinatorId: id,
      coordinator: fc.constantFrom('answers', 'holds', 'holds', 'missing'),
      writer: fc.constant('the writer'),
    }),
    action: fc.oneof(
      fc.record({ kind: fc.constantFrom('describe', 'execute', 'execute', 'answer', 'interrupt') }),
      fc.record({ kind: k('answer'), error }),
      fc.record({ kind: k('finish-task'), partition }),
      fc.record({ kind: k('fail-task'), partition, error }),
      fc.record({ kind: k('fail'), at: fc.constantFrom(...operatorPlaces), error }),
    ),
    shows: [
      'asked',
      'child-executed',
      'coordinator-looked-up',
      'described',
      'job-submitted',
      'logged',
      'returned',
      'task-started',
      'threw',
      'writer-factory-created',
    ],
  },
  task: {
    setup: fc.record({
      partitions: fc.integer({ min: 1, max: 3 }),
      partitioner: fc.constantFrom(null, 'HashPartitioner'),
      startEpoch: fc.constantFrom(0, 5, 2 ** 40, null),
      epochCoordinatorId: id,
      coordinator: fc.constantFrom('answers', 'answers', 'answers', 'missing'),
    }),
    action: fc.oneof(
      fc.record({ kind: k('describe') }),
      { arbitrary: fc.record({ kind: k('start'), partition }), weight: 3 },
      { arbitrary: fc.record({ kind: k('row'), partition, value: message }), weight: 2 },
      { arbitrary: fc.record({ kind: k('end-epoch'), partition }), weight: 3 },
      fc.record({ kind: fc.constantFrom('interrupt', 'kill', 'complete'), partition }),
      { arbitrary: fc.record({ kind: k('fail'), partition, at: fc.constantFrom(...taskPlaces), error }), weight: 2 },
    ),
    shows: [
      'described',
      'logged',
      'partition-committed',
      'row-written',
      'sent',
      'task-failed',
      'task-finished',
      'upstream-computed',
      'writer-aborted',
      'writer-created',
    ],
  },
  coordinator: {
    setup: fc.record({ startEpoch: fc.nat(2), epochBacklogQueueSize: fc.constant(10_000) }),
    action: fc.oneof(
      { arbitrary: fc.record({ kind: k('ask'), message: ask }), weight: 4 },
      { arbitrary: fc.record({ kind: k('send'), message: report }), weight: 20 },
      { arbitrary: fc.record({ kind: k('fail'), at: fc.constantFrom(...coordinatorPlaces), error }), weight: 2 },
      { arbitrary: stop, weight: 1 },
    ),
    shows: ['answered', 'epoch-committed', 'offset-added', 'query-committed'],
  },
  query: {
    setup: fc.record(
      {
        partitions: fc.integer({ min: 1, max: 2 }),
        startEpoch: fc.nat(2),
        epochBacklogQueueSize: fc.constant(10_000),
        delivery: fc.constantFrom('immediate', 'held'),
        trigger: fc.constantFrom('kit', 'spark'),
        polls: fc.constantFrom('free', 'held'),
      },
      { requiredKeys: ['partitions', 'startEpoch', 'epochBacklogQueueSize', 'delivery'] },
    ),
    action: fc.oneof(
      { arbitrary: fc.constant({ kind: 'execute' }), weight: 12 },
      { arbitrary: fc.constant({ kind: 'advance-epoch' }), weight: 12 },
      { arbitrary: fc.record({ kind: k('row'), partition: ofQuery.partition, value: message }), weight: 8 },
      { arbitrary: fc.record({ kind: k('end-epoch'), partition: ofQuery.partition }), weight: 12 },
      { arbitrary: fc.record({ kind: k('deliver'), from: ofQuery.partition }), weight: 12 },
      {
        arbitrary: fc.record({
          kind: k('deliver'),
          from: ofQuery.partition,
          message: fc.record({
            type: fc.constantFrom('CommitPartitionEpoch', 'ReportPartitionOffset'),
            epoch: ofQuery.epoch,
          }),
          times: fc.nat(2),
        }),
        weight: 6,
      },
      fc.record({ kind: k('complete'), partition: ofQuery.partition }),
      fc.constantFrom({ kind: 'stop' }, { kind: 'interrupt' }, { kind: 'kill-coordinator' }),
      fc.record({ kind: fc.constantFrom('interrupt', 'kill-executor', 'start'), partition: ofQuery.partition }),
      fc.record({
        kind: k('fail'),
        at: fc.constantFrom('create-writer-factory', 'writer.commit', 'query.add-offset', 'query.commit'),
        error: plainError,
      }),
      fc.record({
        kind: k('fail'),
        partition: ofQuery.partition,
        at: fc.constantFrom('upstream', 'create-writer', 'write', 'commit', 'abort', 'send'),
        error: plainError,
      }),
      fc.record({
        kind: k('fail'),
        partition: ofQuery.partition,
        at: k('send'),
        of: fc.constantFrom('CommitPartitionEpoch', 'ReportPartitionOffset'),
        error: plainError,
      }),
    ),
    shows: [
      'answered',
      'asked',
      'child-executed',
      'coordinator-looked-up',
      'epoch-committed',
      'job-submitted',
      'logged',
      'offset-added',
      'partition-committed',
      'query-committed',
      'query-stopped',
      'returned',
      'row-written',
      'sent',
      'task-failed',
      'task-finished',
      'task-started',
      'threw',
      'upstream-computed',
      'writer-aborted',
      'writer-created',
      'writer-factory-created',
    ],
  },
}

describe.skipIf(!hasPython)(`the Python example${hasPython ? '' : ' (not run: there is no python3)'}`, () => {
  const python = processDriver(options)
  const model = referenceDriver('document')
  beforeAll(async () => void (await python.initialize()))
  afterAll(() => python.shutdown())

  test('is a sound driver', async () => {
    const result = await smoke(options)
    expect(result.kind).toBe('checked')
    const findings = result.kind === 'checked' ? result.findings : []
    expect(findings.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([])
  })

  test.each(Object.entries(lives))(
    `does what the model does, action by action (seed ${seed}): %s`,
    async (role, life) => {
      const kinds = new Set<string>()
      await fc.assert(
        fc.asyncProperty(life.setup, fc.array(life.action, { maxLength: 60, size: 'max' }), async (setup, actions) => {
          // The schema of the protocol is looked at by the other side.
          const opening = { role, setup } as Opening
          expect(await python.open(opening)).toEqual(await model.open(opening))
          for (const action of actions as readonly Action[]) {
            const expected = await outcome(model, action)
            expect(await outcome(python, action)).toEqual(expected)
            for (const event of Array.isArray(expected) ? expected.flat() : []) kinds.add(event.kind)
          }
        }),
        { seed, numRuns: 200 },
      )
      // Else the runs would prove little.
      expect([...kinds].sort()).toEqual(life.shows)
    },
  )
})

/** A port need not repeat the texts of the JVM and of Spark. */
const inSparksWords = /^(Job aborted due to stage failure|assertion failed: No plan|Cannot parse null string|null$)/

function withoutSparksWords(event: Event): Event {
  if (event.kind === 'query-stopped') {
    return event.error === null ? event : { ...event, error: inOwnWords(event.error) }
  }
  if (event.kind !== 'threw' && event.kind !== 'task-failed') return event
  return { ...event, error: inOwnWords(event.error) }
}

function inOwnWords(error: ErrorValue): ErrorValue {
  // A port need not wrap an Error as a future of the JVM does.
  if (error.type === 'ExecutionException' && error.cause !== undefined) return inOwnWords(error.cause)
  const message = inSparksWords.test(error.message ?? '') ? '(its own words)' : error.message
  return { type: error.type, message, ...(error.cause === undefined ? {} : { cause: inOwnWords(error.cause) }) }
}

/** The steps, or the code of the refusal. */
async function outcome(driver: Driver, action: Action) {
  try {
    const steps = await driver.apply([action])
    return steps.map((events) => events.map(withoutSparksWords))
  } catch (error) {
    if (error instanceof DriverError && error.failure.kind === 'refused') return error.failure.code
    throw error
  }
}
