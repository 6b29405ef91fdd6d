import { deviations } from '../requirements/deviations.ts'
import type { Requirement } from '../requirements/requirement.ts'
import type { Candidate, CandidateKind } from './candidates.ts'
import type { Details, Shown } from './matrix.ts'

/** The behaviour of the columns that do not keep a requirement, with the shortest case of each; undefined if all keep it. */
export function detailsOf({ id }: Requirement, candidates: readonly Candidate[]): Details | undefined {
  const shownAs = (isWanted: (how: CandidateKind) => boolean) => together(candidates.filter(({ how }) => isWanted(how)))
  const deviating = deviations
    .filter(({ requirement }) => requirement === id)
    .map((record) => ({
      ...record,
      shown: shownAs((how) => how.kind === 'deviates' && how.deviation === record.name),
    }))
    .filter(({ shown }) => shown.length > 0)
  const unspecified = shownAs(({ kind }) => kind === 'unspecified')
  const fails = shownAs(({ kind }) => kind === 'fails')
  const isNothing = deviating.length + unspecified.length + fails.length === 0
  return isNothing ? undefined : { requirement: id, deviations: deviating, unspecified, fails }
}

/** The shortest case of each column, once for the columns in which it is alike. */
function together(candidates: readonly Candidate[]): readonly Shown[] {
  const shortest = [...Map.groupBy(candidates, ({ column }) => column).values()].flatMap((own) =>
    own.toSorted((one, other) => rank(one) - rank(other)).slice(0, 1),
  )
  const groups = Map.groupBy(shortest, ({ shown: { by, described, trace, alike } }) =>
    JSON.stringify([by, alike ?? [described, trace]]),
  )
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike
    return first === undefined ? [] : [{ columns: alike.map(({ column }) => column), ...first.shown }]
  })
}

/** A scenario before a generated case, and the shorter trace first. */
const rank = ({ shown: { by, trace } }: Candidate) => trace.length + ('token' in by ? 1_000_000 : 0)
