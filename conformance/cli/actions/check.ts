import { closeSync, openSync, readSync } from 'node:fs'
import { textOf, UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { placeIn } from '../../input/read-file.ts'
import { createApplication } from '../../production-logs/application.ts'
import { describeTallies } from '../../production-logs/describe-tallies.ts'
import { observationIn } from '../../production-logs/patterns.ts'
import { readRecords } from '../../production-logs/read-records.ts'

/** Judges the files as the log of one application. @throws UsageError */
export function check(files: readonly string[], { json = false }: { readonly json?: boolean }): ExitCode {
  const application = createApplication()
  for (const file of files) {
    const reader = readRecords((record) => {
      const observed = observationIn(record)
      if (observed !== undefined) application.take(observed, record, file)
    })
    for (const chunk of chunksOf(file)) reader.push(chunk)
    reader.end()
  }
  const tallies = [...application.tallies]
  if (json)
    console.log(
      JSON.stringify(
        tallies.map(([id, tally]) => ({ id, ...tally, unknown: [...tally.unknown] })),
        null,
        2,
      ),
    )
  else console.log(describeTallies(tallies))
  if (tallies.some(([, { violated }]) => violated > 0)) return exitCodes.doesNotConform
  return tallies.some(([, { held }]) => held > 0) ? exitCodes.conforms : exitCodes.ranTooLittle
}

function* chunksOf(file: string): Generator<Buffer> {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    throw new UsageError(`${placeIn(file)}: ${textOf(error)}`)
  }
  try {
    for (;;) {
      const buffer = Buffer.allocUnsafe(1 << 20)
      const count = readSync(descriptor, buffer)
      if (count === 0) return
      yield buffer.subarray(0, count)
    }
  } finally {
    closeSync(descriptor)
  }
}
