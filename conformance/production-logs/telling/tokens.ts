import type { EditionName } from '../../../src/reference/editions.ts'
import { shownFaults } from './shown-faults.ts'

/** A schedule of the model in which a mutant breaks a requirement. */
export interface ShownFault {
  readonly token: string
  /** The edition whose model keeps the requirement in this schedule. */
  readonly edition: EditionName
  /** What the mutant does wrong, as a verb phrase. */
  readonly mutant: string
  /** The action in which it shows; undefined: at the very beginning. */
  readonly when: string | undefined
}

/** The shortest schedule that shows a fault against the requirement; undefined if none is known. */
export const shownFaultOf = (requirement: string): ShownFault | undefined => shownFaults[requirement]

/** The command that runs the schedule on the model. */
export const reproduceCommand = ({ token, edition }: ShownFault): string =>
  `npx cwc reproduce ${token}${edition === 'document' ? '' : ` --edition ${edition}`}`

/** What the command prints, and where a faulty implementation goes another way. */
export const aboutShownFault = ({ mutant, when }: ShownFault): string =>
  `it prints what is right; an implementation that ${mutant} differs ${when === undefined ? 'at its beginning' : `when ${when}`}`

/** Both as lines of text. */
export function describeShownFault(requirement: string): readonly string[] {
  const fault = shownFaultOf(requirement)
  return fault === undefined
    ? ['no short schedule of the model shows such a fault']
    : [`the shortest schedule that shows such a fault: ${reproduceCommand(fault)}`, `  ${aboutShownFault(fault)}`]
}
