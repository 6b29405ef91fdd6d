import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { generally, quickly } from '../production-logs/fixtures/both-paths.ts'
import { damagedLog, recipe } from '../production-logs/fixtures/damaged-logs.ts'
import { withVerdict } from '../production-logs/fixtures/judged.ts'
import { exitCodeOfCheck } from '../production-logs/report/conclusion.ts'
import { describeReport } from '../production-logs/telling/describe-report.ts'
import { visibleLines } from '../visible.ts'
import { checkLogs } from './check-logs.ts'
import { packed, packings } from './fixtures/packed.ts'
import { logReportOf } from './log-report.ts'
import { BrokenLog, textOfLog } from './open-log.ts'

const runs = Number(process.env['FUZZ_RUNS'] ?? 200)
const seed = Number(process.env['FUZZ_SEED'] ?? 5)

const folder = mkdtempSync(join(tmpdir(), 'cwc-damaged-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Buffers of the reader, and those that were not collected yet. */
const mostBytes = 256 << 20

it(`damaged logs have the same report on the quick path and on the general one, and an exit code of a check (seed ${seed}, ${runs} inputs)`, async () => {
  const seen = new Set<ExitCode>()
  const file = join(folder, 'driver.log')
  const check = fc.asyncProperty(
    recipe,
    fc.constantFrom(...packings),
    fc.nat(),
    fc.constantFrom(1 << 17, 100_003, 4_096, 999, 61),
    async (how, packing, place, chunk) => {
      const bytes = packed(damagedLog(how), packing, place)
      const text = await unpackedText(bytes)
      const general = generally([text])
      expectSame(quickly([text], chunk).report, general)
      writeFileSync(file, bytes)
      const checked = await checkLogs([file]).catch((error: Error) => error.name)
      expect(process.memoryUsage().arrayBuffers).toBeLessThan(mostBytes)
      if (typeof checked === 'string') {
        expect(checked).toBe('Unreadable')
        return
      }
      const report = logReportOf(checked, [])
      const shown = describeReport(report)
      expect(shown).toBe(visibleLines(shown))
      seen.add(exitCodeOfCheck(report))
      for (const { report: own } of checked.applications) {
        // Lines that are missing explain what is violated without them.
        if (own.findings.some(({ kind }) => kind === 'lines-missing'))
          expect(withVerdict(general, 'violated')).not.toEqual([])
        else expectSame(JSON.parse(JSON.stringify(judged(own)).replaceAll(file, 'log 0')), judged(general))
      }
    },
  )
  await fc.assert(check, { numRuns: runs, seed })
  // Of so many inputs, some have each.
  if (runs < 200) return
  const { conforms, doesNotConform, couldNotRun, ranTooLittle } = exitCodes
  expect([...seen].toSorted((one, other) => one - other)).toEqual([conforms, doesNotConform, couldNotRun, ranTooLittle])
}, 3_600_000)

/** Texts are compared much quicker than what they stand for. */
function expectSame(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other)
}

const judged = ({ requirements, runs: ran, release }: ReturnType<typeof generally>) => ({ requirements, ran, release })

/** The text as the check reads it: up to where the file breaks off. */
async function unpackedText(bytes: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of textOfLog(inChunks(bytes))) chunks.push(Buffer.from(chunk))
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error
  }
  return Buffer.concat(chunks)
}

async function* inChunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1 << 17) yield bytes.subarray(at, at + (1 << 17))
}
