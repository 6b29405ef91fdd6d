import type { Action } from '../../contract/actions.ts'
import { plainActions } from '../../contract/plain-actions.ts'
import { errorCodes } from '../../contract/protocol.ts'
import { roles } from '../../contract/roles.ts'
import { deviationsOf, type EditionName } from '../../reference/editions.ts'
import * as reference from '../../reference/model.ts'
import { type Driver, DriverError } from '../driver.ts'

/**
 * The reference model, or another model with its functions, in this process. The example to copy: a driver keeps one subject
 * and returns its events.
 */
export function referenceDriver(edition: EditionName, { open, step }: reference.Model = reference): Driver {
  let subject: reference.State | undefined

  return {
    async initialize() {
      return {
        protocol: 1,
        implementation: { name: 'reference model', version: edition, language: 'TypeScript' },
        edition,
        roles: [...roles],
      }
    },

    async open(opening) {
      const { state, events } = open(opening, deviationsOf(edition))
      subject = state
      return events
    },

    async apply(actions) {
      return actions.map((action) => {
        const before = subject ?? nothingOpen()
        if (wouldNeverEnd(before, action))
          throw notSupported('a query without partitions runs over and over, and no step of it ends')
        const { state, events } = orRefuse(() => step(before, action))
        subject = state
        return events
      })
    },

    async close() {
      subject = undefined
      return []
    },

    async shutdown() {
      subject = undefined
    },
  }
}

/** A run without partitions ends at once, and the next run begins, so the query never becomes quiescent. */
function wouldNeverEnd(state: reference.State, action: Action): boolean {
  return (
    state.role === 'query' &&
    state.setup.partitions === 0 &&
    plainActions(action).some(({ kind }) => kind === 'execute')
  )
}

const notSupported = (reason: string) => new DriverError({ kind: 'not-supported', reason })

function orRefuse(step: () => reference.Step): reference.Step {
  try {
    return step()
  } catch (error) {
    // By its name: another model has an error class of its own.
    if (error instanceof Error && error.name === 'NotEnabled') throw refused(error.message)
    throw error
  }
}

function nothingOpen(): never {
  throw refused('nothing is open')
}

const refused = (reason: string) => new DriverError({ kind: 'refused', code: errorCodes.invalidParams, reason })
