import { DriverError } from '../../../src/adapters/driver.ts'
import { echoed } from '../../visible.ts'
import type { SinkEntry } from './sink-file.ts'
import { runCommand } from './user-command.ts'

/** Where the entries of a list run, and what the list is called. */
export interface EntriesContext {
  readonly list: string
  /** The time limit of a command that has none of its own. */
  readonly seconds: number
  /** Runs a statement. Undefined: there is no Spark to run it, so statements are left out. */
  readonly sql: ((statement: string) => Promise<void>) | undefined
  /** Leaves commands out. */
  readonly only?: 'statements'
}

/** Runs entries in order, up to the first that fails. @throws DriverError that names it */
export async function runEntries(entries: readonly SinkEntry[], context: EntriesContext): Promise<void> {
  for (const [at, entry] of entries.entries()) await runEntry(entry, `${context.list}[${at}]`, context)
}

/** Runs all entries in order, whatever becomes of them. Returns what has failed. */
export async function runAllEntries(
  entries: readonly SinkEntry[],
  context: EntriesContext,
): Promise<readonly string[]> {
  const failed: string[] = []
  for (const [at, entry] of entries.entries()) {
    try {
      await runEntry(entry, `${context.list}[${at}]`, context)
    } catch (error) {
      if (!(error instanceof DriverError)) throw error
      failed.push(reasonOf(error))
    }
  }
  return failed
}

async function runEntry(entry: SinkEntry, place: string, { sql, seconds, only }: EntriesContext): Promise<void> {
  if (typeof entry !== 'string') return only === 'statements' ? undefined : await runCommand(entry, { place, seconds })
  try {
    await sql?.(entry)
  } catch (error) {
    throw error instanceof DriverError ? at(place, inOneLine(error, entry)) : error
  }
}

/** Spark's error repeats the statement. One of several lines would end what is told of the error. */
function inOneLine(error: DriverError, statement: string): DriverError {
  const { failure } = error
  if (failure.kind !== 'not-supported') return error
  const short = echoed(statement.trim().replaceAll(/\s+/g, ' '), 200)
  return new DriverError({ ...failure, reason: failure.reason.replace(statement, () => short) })
}

/** The same error, which names the entry where a sink has said something. */
export function at(place: string, error: DriverError): DriverError {
  const { failure } = error
  if (failure.kind !== 'not-supported' && failure.kind !== 'refused') return error
  return new DriverError({ ...failure, reason: `${place}: ${failure.reason}` })
}

/** In the words of the sink, where it has said something. */
export const reasonOf = ({ failure, message }: DriverError): string =>
  failure.kind === 'not-supported' || failure.kind === 'refused' ? failure.reason : message
