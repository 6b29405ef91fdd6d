import type { RunReport } from './report.ts'

/** What went wrong when the driver was shut down, in lines; none if nothing did. The cases have their results nevertheless. */
export function describeShutdown({ shutdown = [] }: RunReport): readonly string[] {
  return shutdown.flatMap((fault) => `The driver failed when it was shut down: ${fault}`.split('\n'))
}
