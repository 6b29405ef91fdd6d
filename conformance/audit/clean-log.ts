import { emptyIntMap, get, set } from '../../src/reference/int-map.ts'
import { type Model, open, type State, step } from '../../src/reference/model.ts'

/** The model of a query whose offset log is cleaned before each restart: no entry after the last commit remains. */
export const withCleanLog: Model = {
  open,
  step: (state, action) => step(action.kind === 'execute' && state.role === 'query' ? cleaned(state) : state, action),
}

/** The query after entries behind the last commit were removed from its offset log. */
export function cleaned(state: State<'query'>): State<'query'> {
  const { offsets, committed } = state.checkpoint
  const last = get(offsets, committed)
  const none = emptyIntMap<readonly string[]>()
  const kept = last === undefined ? none : set(none, committed, last)
  return { ...state, checkpoint: { offsets: kept, committed } }
}
