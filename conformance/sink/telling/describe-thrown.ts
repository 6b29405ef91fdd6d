import { counted } from '../../counted.ts'
import { visible } from '../../visible.ts'
import type { ThrownBySink } from '../answer/thrown-by-sink.ts'
import { withoutCase } from '../file/without-case.ts'
import type { OwnError } from '../run/own-errors.ts'
import type { SinkCall } from '../run/sink-call.ts'

/** How many errors are told: a sink that throws everywhere would hide the rest of the answer. */
const most = 10

/** The errors of the sink's own code: one line per error, and one with its first place. */
export function describeThrown(thrown: readonly ThrownBySink[]): readonly string[] {
  if (thrown.length === 0) return []
  const others = thrown.length - most
  return [
    `errors of the sink itself, where the kit has injected none${thrown.some(({ error }) => error.includes('{case}')) ? ' ({case} stands for the name of the case)' : ''}:`,
    ...thrown
      .slice(0, most)
      .flatMap(({ in: [first, ...more], ...own }) => [
        `  ${describeOwnError(own)}`,
        `    ${visible(first?.name ?? '')}, step ${first?.step ?? 1}${more.length === 0 ? '' : ` (and in ${counted(more.length, 'other schedule')})`}`,
      ]),
    ...(others > 0 ? [`  ${counted(others, 'other error')}: \`--json\` has them as "thrown"`] : []),
  ]
}

/** In one line. */
export const describeOwnError = ({ kind, epoch, error }: Pick<OwnError, 'kind' | 'epoch' | 'error'>): string =>
  visible(`${callWords[kind]}${epoch === undefined ? '' : ` of epoch ${epoch}`} threw ${withoutCase(error)}`)

const callWords: Readonly<Record<SinkCall['kind'], string>> = {
  'new-write': 'the making of the write',
  'to-streaming': 'the making of the streaming write',
  'create-writer-factory': 'the making of the factory',
  'create-writer': 'the making of a writer',
  write: 'a write',
  commit: "a writer's commit",
  abort: "a writer's abort",
  close: "a writer's close",
  'epoch.commit': "the sink's commit",
  'epoch.abort': "the sink's abort",
}
