import { describe, expect, it } from 'vitest'
import { type Driver, DriverError } from '../../src/adapters/driver.ts'
import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import { roles } from '../../src/contract/roles.ts'
import { distinctEditions, type EditionName } from '../../src/reference/editions.ts'
import { describeTrace } from '../gherkin/describe-trace.ts'
import { editionOf } from '../requirements/edition.ts'
import { sortOf } from './counterevidence.ts'
import { firstUndetermined } from './determinism.ts'
import { check } from './fixtures/check-coordinator.ts'
import { failing, failures, forgetful, manifold, notOpening, telling } from './fixtures/drivers.ts'
import { walkOf } from './fixtures/walks.ts'
import { observedTrace } from './observed-trace.ts'

const running = new AbortController().signal

/** The driver, with a record of the actions that it gets. */
function recorded(driver: Driver) {
  const asked: unknown[] = []
  const apply: Driver['apply'] = (actions) => {
    asked.push(actions)
    return driver.apply(actions)
  }
  return { asked, driver: { ...driver, apply } }
}

const model = (edition: EditionName = 'document') => referenceDriver(edition)

describe('the reference model', () => {
  const all = distinctEditions.flatMap((edition) => roles.map((role) => [role, edition] as const))

  it.each(all)(
    'the reference model agrees in 1,500 cases of role %s with edition %s, seed 1, and exercises every property',
    async (role, edition) => {
      const runs = 1_500
      const outcome = await check(model(edition), runs, { role, edition: editionOf(edition) })
      expect(outcome).toMatchObject({ role, planned: runs, cases: runs, notSupported: 0, reasons: [], findings: [] })
      expect(outcome.undetermined).toBeUndefined()
      const { properties } = outcome
      expect(properties.filter(({ times }) => times === 0)).toEqual([])
      expect(new Set(properties.map(({ kind }) => kind))).toEqual(new Set(['always', 'sometimes']))
    },
  )
})

describe('generated cases of a role', () => {
  it('one seed gives the same cases and the same findings', async () => {
    const [one, other] = [recorded(manifold), recorded(manifold)]
    const found = await check(one.driver, 60)
    expect(found.findings.length).toBeGreaterThan(1)
    expect(JSON.stringify(await check(other.driver, 60))).toBe(JSON.stringify(found))
    expect(other.asked).toEqual(one.asked)
  })

  it('another seed gives other cases', async () => {
    const [one, other] = [recorded(model()), recorded(model())]
    await check(one.driver, 20)
    await check(other.driver, 20, { seed: 2 })
    expect(other.asked).not.toEqual(one.asked)
  })

  it('cases, actions, moments of properties, visited states and visited edges are counted', async () => {
    const { asked, driver } = recorded(model())
    const done: number[] = []
    const outcome = await check(driver, 30, { onCase: (count) => done.push(count) })
    expect(done).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    // Five cases are put to it twice beforehand, those among them without actions started together; empty ones ask for nothing.
    const actions = asked.slice(-30).reduce<number>((sum, one) => sum + (one as readonly unknown[]).length, 0)
    expect(outcome.actions).toBe(actions)
    const { coverage, properties } = outcome
    expect(coverage).toMatchObject({ ofStates: 256, ofEdges: 768 })
    expect(coverage.states).toBeGreaterThan(1)
    expect(coverage.edges).toBeGreaterThanOrEqual(coverage.states - 1)
    const silent = await check(
      telling(({ kind }) => (kind === 'answered' ? [] : [])),
      30,
    )
    expect(silent.properties.filter(({ times }) => times > 0)).toEqual([])
    expect(properties.filter(({ times }) => times > 0).length).toBeGreaterThan(5)
  })
})

describe('findings of a role', () => {
  it('a finding is made as small as possible and still fails on the driver', async () => {
    const { findings, cases } = await check(forgetful, 100)
    expect(findings[0]).toMatchObject({ token: 'coordinator:w1r0e2f1x1::00', isShortest: true })
    // Where a stray message keeps the property out of it, the model finds the same, once more. There are too many cases to try them all.
    expect(findings.slice(1)).toMatchObject([{ token: 'coordinator:w1r3e2f1x9:stray:0000e0000', isShortest: false }])
    // The run has gone on, and does not report the known finding again.
    expect(cases).toBe(100)
  })

  it('one finding does not hide another', async () => {
    const one = await check(manifold, 400)
    const sorts = one.findings.map(({ against }) => sortOf(against))
    expect(new Set(sorts).size).toBe(sorts.length)
    expect(sorts.length).toBeGreaterThan(1)
    expect(one.findings.map(({ isShortest }) => isShortest)).not.toContain(false)
  })

  it('findings of five sorts are shown, those that were seen first, and all cases are run', async () => {
    const { findings, cases } = await check(manifold, 5_000)
    expect(findings).toHaveLength(5)
    expect(cases).toBe(5_000)
  })

  it('a finding is not made smaller if each try restarts the driver', async () => {
    const lost = (kind: 'crashed' | 'timedOut') => failing((one) => (one.kind === 'send' ? failures[kind] : undefined))
    for (const kind of ['crashed', 'timedOut'] as const) {
      const { asked, driver } = recorded(lost(kind))
      const { findings } = await check(driver, 5)
      expect(findings).toMatchObject([{ against: { kind: 'driver', failure: failures[kind] }, isShortest: false }])
      expect(asked.length).toBeLessThan(60)
    }
  })

  it('shrinking ends with the first hang, and the finding says so', async () => {
    let hangs = 0
    const hanging: Driver = {
      ...forgetful,
      async apply(actions) {
        if (actions.length > 4) return await forgetful.apply(actions)
        hangs++
        throw new DriverError(failures.timedOut)
      },
    }
    const { findings } = await check(hanging, 40)
    const forgotten = findings.filter(({ against }) => against.kind === 'differs')
    expect(forgotten.length).toBeGreaterThan(0)
    for (const finding of forgotten) expect(finding).toMatchObject({ hung: true, isShortest: false })
    expect(hangs).toBeLessThan(60)
  })

  it('a driver that is lost again and again ends the run', async () => {
    const { cases, findings } = await check(notOpening(failures.crashed), 500)
    expect(findings).toMatchObject([{ against: { kind: 'driver', at: 0 } }])
    expect(cases).toBeLessThanOrEqual(10)
  })

  it('a driver that supports no case has no findings, and the reason is reported', async () => {
    const { coverage, ...outcome } = await check(notOpening(failures.notSupported), 20)
    expect(outcome).toMatchObject({
      cases: 20,
      actions: 0,
      notSupported: 20,
      reasons: ['there is no such thing'],
      findings: [],
    })
    expect(coverage).toMatchObject({ states: 0, edges: 0 })
  })

  it('coverage counts the actions that the driver has done, not those that it was asked to do', async () => {
    const noReports = failing((one) =>
      one.kind === 'send' && one.message.type === 'ReportPartitionOffset' ? failures.notSupported : undefined,
    )
    const [part, whole] = [await check(noReports, 60), await check(model(), 60)]
    expect(part.notSupported).toBeGreaterThan(0)
    expect(part.actions).toBeLessThan(whole.actions)
    expect(part.coverage.edges).toBeLessThan(whole.coverage.edges)
    expect(part.coverage.edges).toBeGreaterThan(0)
  })
})

describe('a driver that does not do the same twice', () => {
  /** Hides the model's events from the n-th call on. */
  function hidingFrom(call: number, until = Number.POSITIVE_INFINITY): Driver {
    const sound = model()
    let calls = 0
    return {
      ...sound,
      async apply(actions) {
        const steps = await sound.apply(actions)
        return ++calls >= call && calls < until ? steps.map(() => []) : steps
      },
    }
  }

  it('a nondeterministic driver is reported with both traces, and no other case is run', async () => {
    const { asked, driver } = recorded(hidingFrom(2))
    const { undetermined, cases, findings } = await check(driver, 50)
    if (undetermined === undefined) throw new Error('it is determined')
    const [first, second] = [undetermined.first, undetermined.second].map((one) =>
      describeTrace(observedTrace(undetermined.walk, one)),
    )
    expect(first).not.toEqual(second)
    expect({ cases, findings, calls: asked.length }).toEqual({ cases: 0, findings: [], calls: 2 })
  })

  it('a nondeterministic driver is reported, too, if it shows only in the reproduction of a finding', async () => {
    const { undetermined, cases, findings } = await check(hidingFrom(15, 16), 50)
    expect(undetermined).toBeDefined()
    expect(undetermined?.first).not.toEqual(undetermined?.second)
    expect({ findings, cases }).toEqual({ findings: [], cases: 50 })
  })

  it('a deterministic driver may order events across actors and list partitions in any order', async () => {
    const sound = model()
    let calls = 0
    const apply: Driver['apply'] = async (actions) => {
      const isEven = calls++ % 2 === 0
      return (await sound.apply(actions)).map((events) =>
        isEven
          ? events
          : events
              .map((event) =>
                event.kind === 'epoch-committed' ? { ...event, messages: [...event.messages].reverse() } : event,
              )
              .toSorted((one, other) => other.actor.localeCompare(one.actor)),
      )
    }
    // By itself: the order of actors may well be wrong, which is for the cases to say.
    const walks = ['query:p2f1e1r1x1::0000', 'coordinator:w2r2e2f1x1::00000000'].map((token) => walkOf(token))
    expect(await firstUndetermined({ ...sound, apply }, walks, running)).toBeUndefined()
  })
})

describe('a run that is stopped', () => {
  /** The driver is gone as soon as the run is stopped, as a process is that the terminal interrupts. */
  function stoppedAt(call: number, driver: Driver) {
    const controller = new AbortController()
    let calls = 0
    const apply: Driver['apply'] = async (actions) => {
      if (++calls === call) controller.abort()
      return await (controller.signal.aborted ? failing(() => failures.crashed) : driver).apply(actions)
    }
    return { driver: { ...driver, apply }, signal: controller.signal }
  }

  it.each([1, 2, 5, 20])('a stopped run reports the stop and no failure of the driver: at call %i', async (call) => {
    const { driver, signal } = stoppedAt(call, model())
    const { cases, planned, findings, undetermined } = await check(driver, 50, { signal })
    expect(cases).toBeLessThan(planned)
    expect({ findings, undetermined }).toEqual({ findings: [], undetermined: undefined })
  })

  it('a stopped run keeps its finding, as small as it is by then', async () => {
    const seed = 3
    const { asked, driver: whole } = recorded(forgetful)
    const { findings } = await check(whole, 50, { seed })
    const token = findings[0]?.token
    const sorts = findings.map(({ against }) => sortOf(against))
    let kept = 0
    for (let call = 11; call < asked.length; call += 7) {
      const { driver, signal } = stoppedAt(call, forgetful)
      const stopped = await check(driver, 50, { signal, seed })
      expect(stopped.undetermined).toBeUndefined()
      for (const { against } of stopped.findings) expect(sorts).toContain(sortOf(against))
      if (stopped.findings.some((finding) => finding.token !== token && !finding.isShortest)) kept++
    }
    expect(kept).toBeGreaterThan(0)
  })
})
