import { describe, expect, it } from 'vitest'
import * as log from '../production-logs/fixtures/log-lines.ts'
import { recording } from '../production-logs/fixtures/recording.ts'
import { exitCodeOfCheck } from '../production-logs/report/conclusion.ts'
import { checkLogs } from './check-logs.ts'
import { newFolders } from './fixtures/new-folders.ts'
import { logReportOf } from './log-report.ts'

const { folderOf } = newFolders()

const linesOf = (name: string) => recording(name).toString().split('\n')
const part = (lines: readonly string[], from: number, to?: number) => `${lines.slice(from, to).join('\n')}\n`

async function found(files: Readonly<Record<string, string>>) {
  const folder = folderOf(files)
  const report = logReportOf(await checkLogs([folder]), [])
  const [application] = report.applications
  const violated = Object.entries(application?.requirements ?? {}).flatMap(([id, { kind }]) =>
    kind === 'violated' ? [id] : [],
  )
  return {
    violated,
    code: exitCodeOfCheck(report),
    headline: report.headline.text,
    missing: (application?.unread ?? []).map(({ file }) => file.slice(folder.length + 1)),
    findings: (application?.findings ?? []).map(({ kind }) => kind),
    why: (id: string) => application?.requirements[id],
  }
}

const normal = linesOf('4.2.0/local-normal-info/driver.log')

describe('a rotated log', () => {
  it('shows old offsets, if the start of the run is in an older file than the commit', async () => {
    const files = {
      'driver.log.1': [log.release(), log.starts(), log.resumes(1), log.coordinator, log.newEpoch(3)],
      'driver.log': [...log.commit(2), ...log.offsets(3), ...log.commit(3), log.newEpoch(4)],
    }
    const texts = Object.entries(files).map(([name, lines]) => [name, part(lines, 0)])
    expect((await found(Object.fromEntries(texts))).findings).toContain('old-offsets')
  })
})

describe('a rotated log without one of its files', () => {
  it('violates nothing by what contradicts across the gap, and is incomplete', async () => {
    const report = await found({ 'driver.log.2': part(normal, 0, 110), 'driver.log': part(normal, 130) })
    expect(report).toMatchObject({ violated: [], code: 4, missing: ['driver.log.1'] })
    expect(report.headline).toBe('Cannot tell whether rows were lost: a file between those that are here is missing')
    expect(report.why('RDD-24')).toMatchObject({
      kind: 'cannot tell',
      why: [expect.stringMatching(/^lines are missing \(.*driver\.log\.1\)$/)],
    })
  })

  it('is whole if the file is there and empty', async () => {
    const files = { 'driver.log.2': part(normal, 0, 110), 'driver.log.1': '', 'driver.log': part(normal, 110) }
    expect(await found(files)).toMatchObject({ violated: [], code: 0, missing: [] })
  })

  it('violates what lines behind the gap contradict', async () => {
    const at = normal.findIndex((line) => line.includes('partition 0 in epoch 5 is committing'))
    const altered = normal.with(at, (normal[at] ?? '').replace('epoch 5', 'epoch 7'))
    const files = { 'driver.log.2': part(altered, 0, 62), 'driver.log': part(altered, 70) }
    expect(await found(files)).toMatchObject({ code: 1, missing: ['driver.log.1'] })
    expect((await found(files)).violated).toContain('RDD-24')
  })

  it('shows that commits stopped, if the lines are there', async () => {
    const lines = linesOf('3.5.8/local-sink-refuses-info/driver.log')
    const at = lines.findIndex((line) => line.includes('Ignoring error'))
    for (const [from, to] of [
      [at - 20, at - 3],
      [at + 20, at + 60],
    ] as const) {
      const files = { 'driver.log.2': part(lines, 0, from), 'driver.log': part(lines, to) }
      expect(await found(files)).toMatchObject({ violated: [], code: 1, headline: 'Rows can be lost or doubled' })
      expect((await found(files)).findings).toContain('commits-stopped')
    }
  })

  it('of an executor leaves open what its tasks have written meanwhile', async () => {
    const [one, other, driver] = ['executor-0.log', 'executor-1.log', 'driver.log'].map((name) =>
      linesOf(`3.5.8/cluster-normal-info/${name}`),
    )
    const lines = one ?? []
    const first = lines.findIndex((line) => line.includes('in epoch 1 is committing'))
    const files = {
      'executor-0.log.2': part(lines, 0, first),
      'executor-0.log': part(lines, first + 2),
      'executor-1.log': part(other ?? [], 0),
      'driver.log': part(driver ?? [], 0),
    }
    expect(await found(files)).toMatchObject({ violated: [], code: 4, missing: ['executor-0.log.1'] })
  })
})
