import { closeSync, openSync, readSync } from 'node:fs'
import { textOf, UsageError } from '../../errors.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { placeIn } from '../../input/read-file.ts'
import { createApplication } from '../../production-logs/application.ts'
import { describeReport } from '../../production-logs/describe-report.ts'
import { readRecords } from '../../production-logs/read-records.ts'
import { visibleJson } from '../../visible.ts'

/** Judges the files as the log of one application. @throws UsageError */
export function check(files: readonly string[], { json = false }: { readonly json?: boolean }): ExitCode {
  const application = createApplication()
  const layouts = new Map<string, string | undefined>()
  for (const file of files) {
    const reader = readRecords((record) => application.take(record, file))
    for (const chunk of chunksOf(file)) reader.push(chunk)
    reader.end()
    layouts.set(file, reader.layout())
  }
  const report = application.report((file) => layouts.get(file))
  console.log(json ? visibleJson(JSON.stringify(report, null, 2)) : describeReport(report))
  const verdicts = Object.values(report.requirements)
  if (verdicts.some(({ kind }) => kind === 'violated')) return exitCodes.doesNotConform
  return verdicts.some(({ kind }) => kind === 'held') ? exitCodes.conforms : exitCodes.ranTooLittle
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
