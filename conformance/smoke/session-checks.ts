import { errorCodes, protocolVersion } from '../../src/contract/protocol.ts'
import type { Role } from '../../src/contract/roles.ts'
import { editionNames, isEditionName } from '../../src/reference/editions.ts'
import { type Check, stillUsable } from './check.ts'
import { samples } from './samples.ts'
import { Unexpected } from './unexpected.ts'

const { methodNotFound, parseError, invalidParams, invalidRequest } = errorCodes
const surrogate = samples.coordinator.opening

/** The checks of the beginning of a session. */
export const beginning: readonly Check[] = [
  {
    check: 'a call before initialize is refused',
    expected: `error ${invalidRequest}`,
    breaks: 'some cases',
    advice: `refuse each call before initialize with ${invalidRequest}, and go on reading`,
    needs: 'process',
    async run(probe) {
      await probe.refusal('open', surrogate, invalidRequest)
    },
  },
  {
    check: 'a protocol that there is not is refused',
    expected: `error ${invalidParams}`,
    breaks: 'some cases',
    advice: `refuse another \`protocol\` than ${protocolVersion} with ${invalidParams}, and go on reading`,
    needs: 'process',
    async run(probe) {
      await probe.refusal('initialize', { protocol: protocolVersion + 1_000, kit: 'smoke' }, invalidParams)
    },
  },
  {
    check: 'initialize says who the driver is and what it offers',
    expected: 'protocol 1, implementation, edition, and at least one role, none twice',
    breaks: 'every case',
    advice: 'answer initialize as docs/protocol.md shows: nothing runs before that',
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
      check: 'the edition is one that the kit knows',
      expected: editionNames.join(', '),
      breaks: 'every case',
      advice: 'claim an edition of `cwc list editions`; `document` is the page as written',
      needs: 'session',
      async run(probe) {
        const edition = probe.identity?.edition ?? ''
        if (!isEditionName(edition)) throw new Unexpected(`the edition is ${JSON.stringify(edition)}`)
      },
    },
    {
      check: 'close with nothing open does nothing',
      expected: 'no events',
      breaks: 'every case',
      advice: 'answer close with `{"events": []}` when nothing is open',
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
      breaks: 'some cases',
      advice: `end the subject at close, and refuse apply with ${invalidParams} until the next open`,
      needs: 'session',
      async run(probe) {
        const [role] = roles
        if (role !== undefined) await probe.result('open', samples[role].opening)
        await probe.result('close', {})
        await probe.refusal('apply', { actions: [] }, invalidParams)
        await stillUsable(probe, roles)
      },
    },
    {
      check: 'a method that there is not is refused',
      expected: `error ${methodNotFound}, and the driver goes on`,
      breaks: 'some cases',
      advice: `refuse an unknown method with ${methodNotFound}, and go on reading`,
      needs: 'session',
      async run(probe) {
        await probe.refusal('no-such-method', {}, methodNotFound)
        await stillUsable(probe, roles)
      },
    },
    {
      check: 'a line that is not JSON is refused',
      expected: `error ${parseError} with id null, and the driver goes on`,
      breaks: 'some cases',
      advice: `answer a line that is not JSON with ${parseError} and the id null, and go on reading`,
      needs: 'session',
      async run(probe) {
        await probe.refusalOfLine('{"jsonrpc": "2.0", "id": ', parseError)
        await stillUsable(probe, roles)
      },
    },
    {
      check: 'a line that is no call is refused',
      expected: `error ${invalidRequest} with id null, and the driver goes on`,
      breaks: 'some cases',
      advice: `answer JSON that is no call with ${invalidRequest} and the id null, and go on reading`,
      needs: 'session',
      async run(probe) {
        await probe.refusalOfLine('[]', invalidRequest)
        await stillUsable(probe, roles)
      },
    },
    {
      check: 'only a line feed ends a line',
      expected: `one answer to one line, error ${methodNotFound}`,
      breaks: 'some cases',
      advice: 'read bytes, and split at line feeds only: text readers of many languages split at more',
      needs: 'session',
      async run(probe) {
        // A carriage return may stand between two tokens, the others in a text.
        const line = (id: number) =>
          `{"jsonrpc":"2.0",\r"id":${id},"method":"no\u2028such\u2029method\u0085","params":{}}`
        await probe.refusalOfCall(line, methodNotFound)
        await stillUsable(probe, roles)
      },
    },
  ]
}

/** The checks of the end of a session. The program is started again after each. */
export const end: readonly Check[] = [
  {
    check: 'shutdown is answered, and the program exits',
    expected: 'null, nothing after it, and exit code 0',
    breaks: 'some cases',
    advice: 'answer shutdown with null, flush, and exit with 0',
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
    check: 'a new process of the driver says the same of itself',
    expected: 'the same answer to initialize',
    breaks: 'some cases',
    advice: 'keep what differs between processes (ports, times, numbers) out of the answer to initialize',
    needs: 'process',
    async run(probe) {
      const first = JSON.stringify(probe.identity)
      const second = JSON.stringify(await probe.initialize())
      if (first !== second) throw new Unexpected(`the first process said ${first}`)
    },
  },
]

/** The last check, for which the program is started once more. */
export const atEndOfInput: Check = {
  check: 'the program ends by itself when its standard input ends, so that it does not outlive a kit that was killed',
  expected: 'an exit, with whatever code',
  breaks: 'some cases',
  advice: 'exit when standard input ends, also while a task or a timer still runs',
  needs: 'session',
  async run(probe) {
    await probe.finish()
  },
}
