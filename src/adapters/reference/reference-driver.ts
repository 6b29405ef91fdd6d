import type { Action } from '../../contract/actions.ts'
import { errorCodes } from '../../contract/protocol.ts'
import { deviationsOf, type EditionName } from '../../reference/editions.ts'
import { modelledRoles, open, type State, step } from '../../reference/model.ts'
import { NotEnabled } from '../../reference/refusal.ts'
import { type Driver, DriverError } from '../driver.ts'

/** The reference model, in process. The example to copy: a driver keeps one subject and tells what it is seen to do. */
export function referenceDriver(edition: EditionName): Driver {
  let subject: State | undefined

  return {
    async initialize() {
      return {
        protocol: 1,
        implementation: { name: 'reference model', version: edition, language: 'TypeScript' },
        edition,
        roles: [...modelledRoles],
      }
    },

    async open(opening) {
      const { state, events } = open(opening, deviationsOf(edition))
      subject = state
      return events
    },

    async apply(actions) {
      return actions.map((action) => {
        if (subject === undefined) throw refused('nothing is open')
        const { state, events } = stepOrRefuse(subject, action)
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

function stepOrRefuse(state: State, action: Action) {
  try {
    return step(state, action)
  } catch (error) {
    if (error instanceof NotEnabled) throw refused(error.message)
    throw error
  }
}

const refused = (reason: string) => new DriverError({ kind: 'refused', code: errorCodes.invalidParams, reason })
