import { describe, expect, it } from 'vitest'
import { createApplication } from '../production-logs/application.ts'
import { readRecords } from '../production-logs/reading/read-records.ts'
import { lookAt } from './look-at.ts'
import { refusalOf } from './look-into.ts'
import { BrokenLog } from './open-log.ts'
import { planLogs, type SeenFile } from './plan-logs.ts'
import { readLog } from './read-log.ts'

const driver = '24/05/31 12:00:00 INFO ContinuousExecution: Starting new streaming query.\n'
const executor = '24/05/31 12:00:00 INFO CoarseGrainedExecutorBackend: Started daemon\n'

function seen(path: string, text: string, refused?: string): SeenFile {
  return { path, isFound: true, look: { ...lookAt(Buffer.from(text)), application: undefined }, refused }
}

const refusal = Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES', syscall: 'open' })

describe('A file that cannot be read', () => {
  it('belongs to the application whose id is in its path, or that has a log in its folder', () => {
    const id = 'app-20261128100000-0001'
    const files = [
      { ...seen(`/${id}/driver.log`, driver), look: { ...lookAt(Buffer.from(driver)), application: id } },
      seen('/two/driver.log', driver),
      seen('/two/executor.log', executor),
      seen(`/elsewhere/${id}.log`, '', 'no permission'),
      seen('/two/secret.log', '', 'no permission'),
      seen('/var/log/secret', '', 'no permission'),
    ]
    const { applications, notes, passedOver } = planLogs(files)
    expect(applications.map(({ unread }) => unread.map(({ file }) => file))).toEqual([
      [`/elsewhere/${id}.log`],
      ['/two/secret.log'],
    ])
    expect(notes).toEqual(['/var/log/secret: cannot be read: no permission'])
    expect(passedOver).toEqual([])
  })

  it('is one that the file system refuses, or whose content breaks off at once', () => {
    expect(refusalOf(Buffer.alloc(0), new BrokenLog(refusal))).toBe('no permission')
    expect(refusalOf(Buffer.alloc(0), new BrokenLog(new Error('unexpected end of file')))).toBe(
      'unexpected end of file',
    )
    expect(refusalOf(Buffer.from('a'), new BrokenLog(refusal))).toBeUndefined()
  })

  it('is named, and the other files of the log are read', async () => {
    const application = createApplication()
    const reader = readRecords((record) => application.take(record, 'x.log'))
    const reading = await readLog(
      [
        {
          path: 'x.log.1',
          // biome-ignore lint/correctness/useYield: it ends before it has begun
          async *text() {
            throw new BrokenLog(refusal)
          },
        },
        {
          path: 'x.log',
          async *text() {
            yield Buffer.from(driver)
            throw new BrokenLog(new Error('unexpected end of file'))
          },
        },
      ],
      reader,
    )
    expect(reading).toEqual({
      parts: [
        { file: 'x.log.1', before: 0 },
        { file: 'x.log', before: 0 },
      ],
      unread: [
        { file: 'x.log.1', why: 'no permission' },
        {
          file: 'x.log',
          partly: 'stands',
          why: 'the file breaks off: unexpected end of file; it was judged up to there',
        },
      ],
    })
    expect(application.report(() => undefined).files.map(({ records }) => records)).toEqual([1])
  })
})

describe('The plan of a check', () => {
  const at = (time: string, text: string) => text.replaceAll('12:00:00', time)
  const names = (files: readonly SeenFile[]) =>
    planLogs(files).applications.map(({ logs }) => logs.map(({ name }) => name))

  it('has applications in the order of time, and those without a date where their files stand', () => {
    const late = seen('/a/driver-run2.log', at('12:30:00', driver))
    const early = seen('/a/driver.log', at('12:10:00', driver))
    expect(names([late, early])).toEqual([['/a/driver.log'], ['/a/driver-run2.log']])
    const [undated, other] = [late, early].map((one) => ({
      ...one,
      look: { ...one.look, stamp: one.look.stamp?.slice(9) },
    }))
    if (undated === undefined || other === undefined) throw new Error('no file')
    expect(names([undated, other])).toEqual([['/a/driver-run2.log'], ['/a/driver.log']])
  })

  it('has the drivers of one application, as of attempts of YARN, in the order of time behind the executors', () => {
    const application = 'application_1700000000000_0042'
    const files = [
      seen('/y/b-driver.log', at('12:30:00', driver)),
      seen('/y/c-driver.log', at('12:10:00', driver)),
      seen('/y/executor.log', at('12:40:00', executor)),
    ].map((one) => ({ ...one, look: { ...one.look, application } }))
    expect(names(files)).toEqual([['/y/executor.log', '/y/c-driver.log', '/y/b-driver.log']])
  })
})
