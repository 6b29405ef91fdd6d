import type { QueryBounds } from '../../state-space/bounds.ts'
import { faultsOf } from '../../state-space/roles.ts'
import { readToken, TokenError, type TokenOwner, writeToken } from '../../state-space/token.ts'
import { echoed } from '../../visible.ts'
import { isBatchToken } from './batch-token.ts'
import type { SinkBounds } from './sink-space.ts'

/** A generated schedule in writing: bounds, and the choice in each state. It is the same schedule on every sink. */
export interface SinkToken {
  readonly bounds: SinkBounds
  readonly choices: readonly number[]
}

const prefix = 'sink:'
const ofQuery = 'query:'

/** Stand behind the sizes: a role has no such bounds. */
const markOfCleanLog = 'c1'
const markOfHeld = 'h1'
const marked = new RegExp(`^([^:]*?)(${markOfCleanLog})?(${markOfHeld})?(?=:|$)`)

/** `sink:p1f0e2r2x1:throw:0120`, a token of a query under another name: its choices are moves of another space. */
export function writeSinkToken({ bounds, choices }: SinkToken): string {
  const { cleanLog, held, ...sizes } = bounds
  const ofRole: QueryBounds = { role: 'query', first: 0, ...sizes }
  const [written = '', ...rest] = writeToken({ bounds: ofRole, choices }).slice(ofQuery.length).split(':')
  const marks = [...(cleanLog === true ? [markOfCleanLog] : []), ...(held === true ? [markOfHeld] : [])]
  return [prefix + written + marks.join(''), ...rest].join(':')
}

/** How messages call it, and its faults. */
const owner: TokenOwner = {
  name: 'a schedule for a sink',
  faults: faultsOf('query').filter((fault) => fault !== 'together' && fault !== 'stop' && fault !== 'restart'),
}

/** @throws TokenError that names the part that cannot be read, and the reason */
export function readSinkToken(text: string): SinkToken {
  const written = text.trim()
  if (isBatchToken(written))
    throw new TokenError(`"${echoed(written)}": a token of micro-batches (--mode micro-batch is wanted)`)
  if (!written.startsWith(prefix))
    throw new TokenError(`"${echoed(written)}": not a token of cwc sink (such as ${example} is wanted)`)
  const unmarked = written.slice(prefix.length)
  const [all = '', sizes = '', cleanLog, held] = marked.exec(unmarked) ?? []
  const { bounds, choices } = readToken(ofQuery + sizes + unmarked.slice(all.length), owner)
  // `ofQuery` has decided the role.
  const { partitions, first, epochs, rows, faults, times } = bounds as QueryBounds
  if (first !== 0) throw new TokenError(`the bound first ("f") is ${first}: a schedule for a sink begins with epoch 0`)
  const marks = { ...(cleanLog && { cleanLog: true as const }), ...(held && { held: true as const }) }
  return { bounds: { partitions, epochs, rows, faults, times, ...marks }, choices }
}

const example = 'sink:p1f0e1r2x2:throw:401'
