import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Identity } from '../../src/contract/protocol.ts'
import type { DriverChoice } from '../drivers/choice.ts'
import { placeIn } from '../input/read-file.ts'
import { kit } from '../kit.ts'
import { type Digest, digestOfJudge } from '../report/digests.ts'
import type { ShardOf } from '../suite/shard.ts'
import type { JournalHead } from './journal.ts'
import { NotResumable } from './read-journal.ts'
import type { RunPlan } from './run-plan.ts'

/** What makes two runs the same one: the results of one may then stand in the report of the other. */
export type SameRun = JournalHead['same']

export function sameRun(
  { suite, edition, roles }: RunPlan,
  of: {
    readonly choice: DriverChoice
    readonly driver: Digest
    readonly selection: string
    readonly shard: ShardOf | undefined
    readonly timeout: number
  },
): SameRun {
  const { shard, ...others } = of
  const scenarios = JSON.stringify(suite.map(({ scenario }) => scenario))
  return {
    ...others,
    ...(shard === undefined ? {} : { shard }),
    kit: kit.version,
    judge: digestOfJudge(),
    suite: `sha256:${createHash('sha256').update(scenarios).digest('hex')}`,
    edition: edition.name,
    roles: [...roles],
  }
}

const words = {
  kit: 'version of the kit',
  judge: 'judge (model, oracle or requirements)',
  suite: 'suite',
  selection: 'selection of scenarios',
  shard: 'shard',
  choice: 'driver',
  driver: 'driver (a file of its command has changed, or the working directory)',
  edition: 'edition',
  timeout: 'time limit',
  roles: 'number of generated cases',
} as const satisfies Record<keyof SameRun, string>

/** @throws NotResumable if the run that was interrupted is another one */
export function mustBeSame(folder: string, interrupted: SameRun, now: SameRun): void {
  const differing = (Object.keys(words) as (keyof SameRun)[]).find(
    // Through JSON, which has no undefined fields.
    (name) => !isDeepStrictEqual(interrupted[name], plain(now[name])),
  )
  if (differing === undefined) return
  throw new NotResumable(
    `--resume: ${placeIn(folder)}: the run there has another ${words[differing]} (the same one is wanted; cwc run --report DIR begins a new run)`,
  )
}

/** @throws NotResumable if the driver is not the one of the interrupted run */
export function mustBeIdentity(folder: string, interrupted: Identity, now: Identity): void {
  if (isDeepStrictEqual(plain(interrupted), plain(now))) return
  throw new NotResumable(
    `--resume: ${placeIn(folder)}: the driver says that it is another implementation than before (the same one is wanted)`,
  )
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
