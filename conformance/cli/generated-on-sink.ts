import type { SchedulesTried } from '../sink/generated/search-generated.ts'
import type { AnyTriedSchedule } from '../sink/verdict/tried-schedule.ts'
import { progress } from './progress.ts'

/** What each search through generated schedules is given. */
interface Generation {
  readonly runs: number
  readonly seed: number
  readonly signal: AbortSignal
}

interface Watched {
  readonly onTried: (tried: AnyTriedSchedule) => void
}

/** Searches through generated schedules of any mode, with a bar on standard error. */
export async function tryGenerated<Search extends Generation>(
  search: Search,
  searched: (search: Search & Watched) => Promise<SchedulesTried>,
): Promise<SchedulesTried> {
  const { runs, seed, signal } = search
  if (signal.aborted) return { tried: [], found: [] }
  const bar = progress(runs, process.stderr, 'generated schedules')
  let done = 0
  const onTried = () => bar.update(++done, 'passed', `seed ${seed}`)
  try {
    const generated = await searched({ ...search, onTried })
    if (signal.aborted) console.error(`interrupted: ${generated.tried.length} of ${runs} generated schedules were run`)
    return generated
  } finally {
    bar.clear()
  }
}
