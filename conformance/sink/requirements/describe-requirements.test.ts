import { expect, it } from 'vitest'
import { describeRequirements } from './describe-requirements.ts'
import { judgeRequirements } from './judge-requirements.ts'
import {
  begins,
  close,
  commit,
  commitEpoch,
  endsEpoch,
  failsBefore,
  gives,
  oneRow,
  stops,
  write,
} from './trace-builder.ts'

const tried = (name: string, moments: typeof oneRow) => ({
  scenario: { name, fault: 'Nothing fails', spark: 'as documented', steps: [] } as const,
  result: { kind: 'broken', moments, reason: '' } as const,
})

it('Violations of the sink have their place, errata of Spark only their ids, and other violations of Spark a place, too', () => {
  const shown = describeRequirements(
    judgeRequirements([
      tried('refused', [
        ...oneRow,
        endsEpoch({ calls: [commit(0), close(0), failsBefore(commitEpoch(0, 0))] }),
        stops({}),
      ]),
      tried('eager', [begins(), gives('a\u001b[2J', { calls: [write(0, 'a\u001b[2J')], rows: ['a\u001b[2J'] })]),
      tried('as eager', [begins(), gives('a', { calls: [write(0, 'a')], rows: ['a'] })]),
      tried('lazy', [begins(), gives('a', {})]),
    ]),
  )
  expect(shown).toMatchInlineSnapshot(`
    "what Spark's documentation asks of sinks: 4 held, 1 violated, 8 without an occasion
      SK-30 Readers do not see rows that are only written: the rows wait for the commit of their epoch.
        eager, step 2: a\\u{1b}[2J of the writer of partition 0 in epoch 0 is seen, and the writer has not committed (and in 1 other scenario)
    what it promises to sinks: 8 held, 3 violated, 15 without an occasion
      SK-19, SK-20: known of Spark, not of the sink (docs/errata.md)
      SK-6 Spark writes each row of the input once.
        lazy, step 2: the source gave a, and nothing was written"
  `)
  expect(shown).not.toContain('\u001b')
})
