import { errorCodes, protocolVersion } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
import { type Check, stillUsable } from './check.ts'
import { Unexpected } from './unexpected.ts'

const { methodNotFound, parseError, invalidParams } = errorCodes

/** The checks of the beginning of a session. */
export const beginning: readonly Check[] = [
  {
    check: 'a protocol that there is not is refused',
    expected: `error ${invalidParams}`,
    needs: 'process',
    async run(probe) {
      await probe.refusal('initialize', { protocol: protocolVersion + 1_000, kit: 'smoke' }, invalidParams)
    },
  },
  {
    check: 'initialize says who the driver is and what it offers',
    expected: 'protocol 1, implementation, edition, and at least one role, none twice',
    needs: 'process',
    async run(probe) {
      await probe.initialize()
    },
  },
]

/** The checks that hold in every state. */
export function anywhere(roles: readonly Role[]): readonly Check[] {
  return [
    {
      check: 'close with nothing open does nothing',
      expected: 'no events',
      needs: 'session',
      async run(probe) {
        for (let time = 0; time < 2; time++) {
          const { events } = await probe.result('close', {})
          if (events.length > 0) throw new Unexpected(`result.events: ${events.length} events`)
        }
      },
    },
    {
      check: 'apply with nothing open is refused',
      expected: `error ${invalidParams}, and the driver goes on`,
      needs: 'session',
      async run(probe) {
        await probe.result('close', {})
        await probe.refusal('apply', { actions: [] }, invalidParams)
        await stillUsable(probe, roles)
      },
    },
    {
      check: 'a method that there is not is refused',
      expected: `error ${methodNotFound}, and the driver goes on`,
      needs: 'session',
      async run(probe) {
        await probe.refusal('no-such-method', {}, methodNotFound)
        await stillUsable(probe, roles)
      },
    },
    {
      check: 'a line that is not JSON is refused',
      expected: `error ${parseError} with id null, and the driver goes on`,
      needs: 'session',
      async run(probe) {
        await probe.refusalOfLine('{"jsonrpc": "2.0", "id": ', parseError)
        await stillUsable(probe, roles)
      },
    },
  ]
}

/** The checks of the end of a session. */
export const end: readonly Check[] = [
  {
    check: 'shutdown is answered, and the program exits',
    expected: 'null, nothing after it, and exit code 0',
    needs: 'session',
    async run(probe) {
      await probe.result('shutdown', {})
      const stray = probe.stray.length
      const { reason, code } = await probe.finish()
      if (code !== 0) throw new Unexpected(reason)
      if (probe.stray.length > stray) throw new Unexpected('something came after the answer')
    },
  },
  {
    check: 'the program ends by itself when its standard input ends, so that it does not outlive a kit that was killed',
    expected: 'an exit, with whatever code',
    needs: 'session',
    async run(probe) {
      await probe.finish()
    },
  },
]
