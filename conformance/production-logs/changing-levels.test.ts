import { describe, expect, it } from 'vitest'
import { createApplication } from './application.ts'
import { recording } from './fixtures/recording.ts'
import { takeLog } from './take-log.ts'

/** The verdicts on logs that follow each other in one file. */
function verdictsOn(...names: readonly string[]) {
  const application = createApplication()
  const bytes = Buffer.concat(names.map((name) => recording(`${name}/driver.log`)))
  const layout = takeLog(application, 'log', bytes)
  return application.report(() => layout).requirements
}

describe('a level that is lowered on the way', () => {
  it.each(['2.4.8', '3.5.8', '4.2.0'])(
    'leaves no violation that rests on lines from before, in Spark %s',
    (release) => {
      const verdicts = verdictsOn(`${release}/local-normal-info`, `${release}/local-normal-debug`)
      expect(Object.entries(verdicts).filter(([, { kind }]) => kind === 'violated')).toEqual([])
      expect(verdicts['EC-44']).toMatchObject({ kind: 'cannot tell', why: [expect.stringContaining('is too high')] })
    },
  )
})
