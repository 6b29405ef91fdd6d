// The most that a feature file may ask for. The suite itself has no file of 20 kB and no scenario of 1,100 actions.

/** The most bytes of a feature file. */
export const mostOfFeature = 2 * 2 ** 20

/** The most scenarios of the feature files of a run; each row of an outline is one. */
export const mostScenarios = 10_000

/** The most steps of the feature files of a run. */
export const mostSteps = 100_000

/** The most steps of a scenario. */
export const mostStepsOfScenario = 5_000

/** The most rows of a table below a step. */
export const mostRows = 10_000
