import { afterEach, expect, it, vi } from 'vitest'
import { recordedLogs } from '../fixtures/checked.ts'
import { judged } from '../fixtures/judged.ts'
import { ownRecording, ownRecordings } from '../fixtures/own-recordings.ts'
import { recordedFolders } from '../fixtures/recording.ts'
import { isOccasion, occasionsOfRun, occasionsOfTask } from './occasions.ts'
import type { Rule } from './rule.ts'
import { rules, rulesOn } from './rules.ts'

afterEach(() => vi.restoreAllMocks())

const waiting = rules.filter(({ only }) => only !== undefined)

it('A rule that waits for an occasion says nothing on any other line of the recordings, whole or with a line dropped', () => {
  const asked = new Map<Rule, number>()
  const said: string[] = []
  for (const kind of new Set(waiting.map(({ on }) => on))) {
    // The judge asks this one on each line of the kind.
    const always = rulesOn(kind).find(({ only }) => only === undefined)
    if (always === undefined) throw new Error(`all rules on ${kind} wait for an occasion`)
    const judge = always.judge
    vi.spyOn(always, 'judge').mockImplementation((line) => {
      const { run, task } = line
      for (const one of rulesOn(kind)) {
        if (isOccasion(one.only, one.needs === 'run' ? occasionsOfRun(run) : occasionsOfTask(task))) continue
        asked.set(one, (asked.get(one) ?? 0) + 1)
        if (one.judge(line) !== undefined) said.push(`${one.requirements} on ${kind}, not only '${one.only}'`)
      }
      return judge(line)
    })
  }
  for (const logs of [
    ...recordedFolders().map(recordedLogs),
    ...ownRecordings().map((name) => ownRecording(name).logs),
  ]) {
    judged(logs)
    for (let part = 1; part < 4; part++)
      judged(Object.fromEntries(Object.entries(logs).map(([name, log]) => [name, without(log, part / 4)])))
  }
  expect(new Set(said)).toEqual(new Set())
  expect(waiting.filter((one) => !asked.has(one))).toEqual([])
})

/** The log without the line at this part of it. */
function without(log: Buffer, part: number): readonly string[] {
  const lines = log.toString('utf8').split('\n')
  return lines.toSpliced(Math.floor(lines.length * part), 1)
}
