import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { hostile } from '../drawn/fixtures/hostile.ts'
import { sequenceChart } from './sequence-chart.ts'

const opened = (role: 'task' | 'query'): Trace[number] => {
  return { kind: 'opened', opening: { role, setup: {} } as never, events: [] }
}
const acts = (action: Action, ...events: readonly Event[]): Trace[number] => ({ kind: 'acted', action, events })
const written = (value: string): Event => {
  return { kind: 'row-written', actor: 'task-0', partition: 0, epoch: 1, value }
}
const row = (value: string, ...events: readonly Event[]) => acts({ kind: 'row', partition: 0, value }, ...events)
const linesOf = (...trace: Trace) => sequenceChart(trace).trimEnd().split('\n')
const commit = { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 1, message: 'm' } as const

describe('a sequence chart', () => {
  it.each(hostile)('has one line per mark and no directive of its own, whatever text a driver sends: %j', (text) => {
    const lines = linesOf(row(text, written(text)))
    expect(lines.map((line) => line.split(':')[0])).toEqual(
      linesOf(row('a', written('a'))).map((line) => line.split(':')[0]),
    )
    for (const line of lines) expect(line.replace(/^[^:]*/, '').replaceAll(/#\d+;/g, '')).not.toMatch(/[;<>%`\r\u2028]/)
  })

  it('declares the kit first, and each participant once', () => {
    const lines = linesOf(row('a', written('a')), row('b', written('b')))
    expect(lines.slice(0, 3)).toEqual(['sequenceDiagram', '  participant kit', '  participant task_0 as task 0'])
    expect(lines.filter((line) => line.includes('participant'))).toHaveLength(2)
  })

  it('draws each action of the kit from the kit to its receiver, also those of a together', () => {
    const both: Action = {
      kind: 'together',
      actions: [
        { kind: 'row', partition: 0, value: 'a' },
        { kind: 'end-epoch', partition: 1 },
      ],
    }
    const arrows = linesOf(acts(both, written('a'))).filter((line) => line.startsWith('  kit->>'))
    expect(arrows.map((line) => line.split(':')[0])).toEqual(['  kit->>task_0', '  kit->>task_1'])
    expect(linesOf(opened('query'), acts({ kind: 'execute' })).join('\n')).toContain('  kit->>query: ')
    expect(linesOf(acts({ kind: 'send', message: commit })).join('\n')).toContain('  kit->>coordinator: ')
  })

  it('draws messages to the coordinator, replies to the sender of the ask, and commits to sink and query', () => {
    const lines = linesOf(
      opened('query'),
      acts(
        { kind: 'execute' },
        { kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: 1 } },
        { kind: 'answered', actor: 'coordinator', message: 'SetWriterPartitions', value: null },
        { kind: 'sent', actor: 'task-0', message: commit },
        { kind: 'epoch-committed', actor: 'coordinator', epoch: 1, messages: ['m'] },
        { kind: 'query-committed', actor: 'coordinator', epoch: 1 },
      ),
    )
    expect(lines.filter((line) => line.includes('>>')).map((line) => line.split(':')[0])).toEqual([
      '  kit->>query',
      '  operator->>coordinator',
      '  coordinator-->>operator',
      '  task_0->>coordinator',
      '  coordinator->>sink',
      '  coordinator->>query',
    ])
    expect(lines.some((line) => /(\w+)-+>>\1:/.test(line))).toBe(false)
  })

  it('draws expected events that were not seen, in their step', () => {
    const sent: Event = { kind: 'sent', actor: 'task-0', message: commit }
    const chart = sequenceChart([opened('task'), row('a', written('a')), row('b')], {
      at: 1,
      events: [sent, written('c')],
    })
    expect(chart).toContain('  task_0--xcoordinator: missing: task 0 sends its commit of epoch 1: "m"')
    expect(chart).toContain('  Note right of task_0: missing: task 0 writes "c" in epoch 1')
    expect(chart.indexOf('missing')).toBeLessThan(chart.indexOf('nothing happens'))
  })

  it('has a note for a step without events', () => {
    expect(sequenceChart([opened('task'), row('a')])).toContain('  Note over kit: nothing happens')
  })

  it('escapes characters that have a meaning in Mermaid by their number, each once', () => {
    const [, declared, actor, ...lines] = linesOf(row('#35; a\nb <br/>', written('#35; a\nb <br/>')))
    expect([declared, actor]).toEqual(['  participant kit', '  participant task_0 as task 0'])
    // A line for what was done, and one for what was seen: a line break in a row makes no third.
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      expect(line.replaceAll(/#\d+;/g, '')).not.toMatch(/[#;<]/)
      expect(line).toContain('#35;35#59;')
      expect(line).toContain('#60;br/#62;')
    }
  })
})
