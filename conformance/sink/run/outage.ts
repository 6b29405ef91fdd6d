import { DriverError } from '../../../src/adapters/driver.ts'
import type { ExternalSystem } from './sink-driver.ts'

/** Whether the external system of a sink is away, in one case. */
export interface Outage {
  readonly isOn: boolean
  /** Whether it has been away in this case. */
  readonly hasBeen: boolean
  /** @throws DriverError */
  begin(): Promise<void>
  /** Does nothing if the system is there. @throws DriverError */
  end(): Promise<void>
  /** A call during which the system comes back if the call waits for it too long: some sinks wait for ever. @throws DriverError */
  during<Result>(call: () => Promise<Result>): Promise<Result>
}

export function outageOf(system: ExternalSystem | undefined): Outage {
  let isOn = false
  let hasBeen = false
  const there = (): ExternalSystem => {
    if (system !== undefined) return system
    const reason =
      'nobody has said how the external system stops (outage, or --outage-start and --outage-end, is wanted)'
    throw new DriverError({ kind: 'not-supported', reason })
  }
  const end = async () => {
    if (!isOn) return
    isOn = false
    await there().start()
  }
  return {
    get isOn() {
      return isOn
    },
    get hasBeen() {
      return hasBeen
    },
    async begin() {
      const { stop } = there()
      // Where stopping it fails midway, it is started again.
      isOn = true
      hasBeen = true
      await stop()
    },
    end,
    async during(call) {
      if (!isOn) return await call()
      let ending: Promise<unknown> = Promise.resolve()
      const timer = setTimeout(() => {
        ending = end().catch((error: unknown) => error)
      }, there().seconds * 1_000)
      const result = await call().finally(() => clearTimeout(timer))
      const failure = await ending
      if (failure !== undefined) throw failure
      return result
    },
  }
}
