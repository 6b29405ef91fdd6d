import type { SinkMode } from '../file/modes.ts'
import type { MeasuredSink } from './measured-sinks.ts'
import { type RealSink, realSinks } from './real-sinks.ts'

/** One sink on one release in one mode. */
export interface RealRun {
  /** `SINK@SPARK:MODE`. */
  readonly name: string
  readonly of: string
  readonly sink: RealSink
  readonly spark: string
  readonly mode: SinkMode
  readonly packages: readonly string[]
}

/** In the order of docs/sinks.md. */
export const realRuns: readonly RealRun[] = Object.entries(realSinks).flatMap(([of, sink]) =>
  Object.entries(sink.packages).flatMap(([spark, packages]) =>
    sink.modes.map((mode) => ({ name: nameOfRun({ sink: of, spark, mode }), of, sink, spark, mode, packages })),
  ),
)

export function nameOfRun({ sink, spark, mode }: Pick<MeasuredSink, 'sink' | 'spark' | 'mode'>): string {
  return `${sink}@${spark}:${mode}`
}

/** The words of `cwc` that try it, as the page shows them: in the folder of its example, if it is one. */
export function wordsOf({ sink, spark, mode }: RealRun): readonly string[] {
  const described = 'example' in sink.described ? ['cwc.sink.yaml'] : sink.described.words
  return ['sink', ...described, '--spark', spark, '--mode', mode]
}

/** The words that put generated schedules to it, behind one scenario; none if it gets no such schedules. */
export const generatedWordsOf = (run: RealRun): readonly string[] =>
  isClose(run) && run.mode === 'continuous'
    ? [...wordsOf(run), '--scenario', 'nothing fails', '--runs', '200', '--seed', '1']
    : []

/** Whether generated schedules and repetitions are wanted: on one release, since they take most of the time. */
export const isClose = ({ sink, spark }: RealRun): boolean => sink.isClose === true && spark === '3.5.8'
