// What a scenario does besides the query and its faults, in both modes.

/** The external system of the sink goes away, and comes back. The sink is not read in between. */
export interface OutageStep {
  readonly kind: 'outage'
  readonly moment: 'begins' | 'ends'
}

/** The query is executed again. It is stopped before, if it still runs. */
export interface Restart {
  readonly kind: 'restart'
}

export type OutsideStep = OutageStep | Restart

interface WithSteps {
  readonly steps: readonly { readonly kind: string }[]
}

/** A scenario or a schedule whose steps may also be outside of the query. */
export type Wide<Scenario extends WithSteps> = Omit<Scenario, 'steps'> & {
  readonly steps: readonly (Scenario['steps'][number] | OutsideStep)[]
}

export const isOutside = (step: { readonly kind: string }): step is OutsideStep =>
  step.kind === 'outage' || step.kind === 'restart'

export const isOutage = <Action extends { readonly kind: string }>(action: Action | OutageStep): action is OutageStep =>
  action.kind === 'outage'

export const isInside = <Scenario extends WithSteps>(scenario: Wide<Scenario>): scenario is Wide<Scenario> & Scenario =>
  !scenario.steps.some(isOutside)

/** In the words of the features. */
export const outageWords: Readonly<Record<OutageStep['moment'], string>> = {
  begins: 'the external system goes away',
  ends: 'the external system comes back',
}

/** Whether a scenario needs commands that stop and start the external system. */
export const needsOutage = ({ steps }: WithSteps): boolean => steps.some(({ kind }) => kind === 'outage')
