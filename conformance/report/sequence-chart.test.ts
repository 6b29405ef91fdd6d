import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { sequenceChart } from './sequence-chart.ts'

const opening = { role: 'task', setup: {} } as unknown as Extract<Trace[number], { kind: 'opened' }>['opening']
const written = (value: string): Event => {
  return { kind: 'row-written', actor: 'task-0', partition: 0, epoch: 1, value }
}
const row = (value: string, ...events: readonly Event[]): Trace[number] => {
  return { kind: 'acted', action: { kind: 'row', partition: 0, value }, events }
}

describe('a sequence chart', () => {
  it('declares the kit and each actor once, before they are spoken of', () => {
    const lines = sequenceChart([row('a', written('a')), row('b', written('b'))]).split('\n')
    expect(lines.slice(0, 3)).toEqual(['sequenceDiagram', '  participant kit', '  participant task_0 as task 0'])
    expect(lines.filter((line) => line.includes('participant'))).toHaveLength(2)
  })

  it('has what the kit does come to the first who is seen to do something, and not to a line of a log', () => {
    const logged: Event = { kind: 'logged', actor: 'task-1', level: 'INFO', logger: 'x', message: 'line' }
    const chart = sequenceChart([row('a', logged, written('a'))])
    expect(chart).toContain('  kit->>task_0: ')
    expect(sequenceChart([row('a', logged)])).toContain('  kit->>task_1: ')
  })

  it('says where nothing happens', () => {
    expect(sequenceChart([{ kind: 'opened', opening, events: [] }, row('a')])).toMatch(
      /Note over kit: .*\(nothing happens\)/,
    )
  })

  it('writes what Mermaid would read as its own by its number, each character once', () => {
    const chart = sequenceChart([row('#35; a\nb <br/>', written('#35; a\nb <br/>'))])
    const [, declared, actor, ...lines] = chart.trimEnd().split('\n')
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
