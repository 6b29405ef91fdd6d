import type { SinkMode } from '../file/modes.ts'

/** A sink that others have written, or an example of this project, and how the kit tries it. */
export interface RealSink {
  readonly title: string
  /** A folder of `examples/sinks` with its `cwc.sink.yaml`, or the words of the command line in place of a file. */
  readonly described: { readonly example: string } | { readonly words: readonly string[] }
  /** What it needs besides Spark: a broker beside the command, or a jar that Maven makes first. */
  readonly needs?: 'broker' | 'jar'
  /** By release of Spark, the packages in place of those of its file. */
  readonly packages: Readonly<Record<string, readonly string[]>>
  readonly modes: readonly SinkMode[]
  /** Looked at closely: generated schedules, too, and each harm is run again in a JVM of its own. */
  readonly isClose?: true
}

const both = ['continuous', 'micro-batch'] as const
const sqlite = ['org.xerial:sqlite-jdbc:3.54.1.0']

/** Nobody can read these: a command shows no row. */
const unread = ['--read-command', 'true']

/** A format of Spark's own. */
const ofSpark = (format: string, modes: RealSink['modes'], ...words: readonly string[]): RealSink => ({
  title: `${format} of Spark`,
  described: { words: ['--format', format, ...words] },
  packages: { '3.5.8': [] },
  modes,
})

/** The sinks of docs/sinks.md, by the name under which `npm run sinks:measure` knows them. */
export const realSinks: Readonly<Record<string, RealSink>> = {
  iceberg: {
    title: 'Apache Iceberg',
    described: { example: 'iceberg' },
    packages: {
      '3.5.8': ['org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.10.0'],
      '4.1.3': ['org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0'],
      '4.2.0': ['org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0'],
    },
    modes: both,
    isClose: true,
  },
  kafka: {
    title: 'Apache Kafka',
    described: { example: 'kafka' },
    needs: 'broker',
    packages: {
      '3.5.8': ['org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7'],
      '4.2.0': ['org.apache.spark:spark-sql-kafka-0-10_2.13:4.2.0'],
    },
    modes: both,
    isClose: true,
  },
  'exactly-once': {
    title: 'the exactly-once example',
    described: { example: 'exactly-once' },
    needs: 'jar',
    packages: { '3.5.8': sqlite, '4.2.0': sqlite },
    modes: both,
  },
  memory: ofSpark('memory', both),
  console: ofSpark('console', ['continuous'], ...unread),
  noop: ofSpark('noop', ['continuous'], ...unread),
  parquet: ofSpark('parquet', ['continuous'], '--option', 'path=target/{case}'),
}
