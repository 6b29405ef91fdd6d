import { describe, expect, it } from 'vitest'
import { generatedLogs, printedRoles, toldByRole } from './generated-logs.ts'
import { judgeLogs } from './judge-logs.ts'

const seed = Number(process.env['CHECK_SEED'] ?? 1)
const runs = Number(process.env['CHECK_RUNS'] ?? 400)

describe.each(printedRoles)('logs printed from generated traces of the model, role %s', (role) => {
  const verdicts = [...generatedLogs(role, { seed, runs })].map(({ title, files }) => ({
    title,
    requirements: Object.entries(judgeLogs(files).requirements).filter(([requirement]) =>
      toldByRole[role].test(requirement),
    ),
  }))

  it(`break no requirement: ${runs} of them, CHECK_SEED=${seed}`, () => {
    const violated = verdicts.flatMap(({ title, requirements }) =>
      requirements.flatMap(([requirement, verdict]) =>
        verdict.kind === 'violated' ? [{ title, requirement, first: verdict.violations[0] }] : [],
      ),
    )
    expect(violated).toEqual([])
  })

  it.skipIf(seed !== 1 || runs !== 400)('hold the requirements that such logs show', () => {
    const held = verdicts.flatMap(({ requirements }) =>
      requirements.flatMap(([requirement, { kind }]) => (kind === 'held' ? [requirement] : [])),
    )
    expect([...new Set(held)].toSorted()).toMatchSnapshot()
  })
})
