import { withoutCase } from '../file/without-case.ts'
import { type OwnError, ownErrors } from '../run/own-errors.ts'
import type { AnyTried } from './fault-table.ts'

/** An error that the sink's own code threw, and where. The name of the case is left out, so equal errors of two cases are one. */
export interface ThrownBySink extends Pick<OwnError, 'kind' | 'epoch' | 'error'> {
  /** The scenarios or tokens, each with the first step in which it was thrown. */
  readonly in: readonly { readonly name: string; readonly step: number }[]
}

/** In the order in which they were first seen. */
export function thrownBySink(tried: readonly AnyTried[]): readonly ThrownBySink[] {
  const all = tried.flatMap(({ scenario: { name }, result }) =>
    ownErrors(result.moments).map((own) => ({ ...own, name, error: withoutCase(own.error) })),
  )
  return [...Map.groupBy(all, ({ kind, epoch, error }) => JSON.stringify([kind, epoch, error])).values()].flatMap(
    (those) => {
      const [first] = those
      if (first === undefined) return []
      const { kind, epoch, error } = first
      const places = those.filter(({ name }, at) => those.findIndex((other) => other.name === name) === at)
      return [
        {
          kind,
          ...(epoch === undefined ? {} : { epoch }),
          error,
          in: places.map(({ name, step }) => ({ name, step })),
        },
      ]
    },
  )
}
