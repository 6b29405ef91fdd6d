import type { Bounds } from './bounds.ts'

/** `coordinator, 3 writers, 3 readers, 3 epochs from 1 on, with duplicate, late at most once each`. */
export function describeBounds(bounds: Bounds): string {
  const { faults, times } = bounds
  const often = times === 1 ? 'at most once' : `at most ${times} times`
  const among = faults.length === 0 ? 'no faults' : `${faults.join(', ')} ${often}${faults.length === 1 ? '' : ' each'}`
  return [bounds.role, ...sizes(bounds), among].join(', ')
}

function sizes(bounds: Bounds): readonly string[] {
  switch (bounds.role) {
    case 'planner':
      return [count(bounds.plans, 'plan'), `at most ${count(bounds.depth, 'operator')} above each other`]
    case 'operator':
      return [
        count(bounds.partitions, 'partition'),
        `coordinator ${bounds.coordinator}`,
        count(bounds.executions, 'execution'),
      ]
    case 'task': {
      const first = bounds.first === undefined ? 'no start epoch' : `from ${bounds.first} on`
      const rows = `at most ${count(bounds.rows, 'row')} an epoch`
      return [count(bounds.partitions, 'partition'), `${count(bounds.epochs, 'epoch')} ${first}`, rows]
    }
    case 'coordinator':
      return [
        count(bounds.writers, 'writer'),
        count(bounds.readers, 'reader'),
        `${count(bounds.epochs, 'epoch')} from ${bounds.first} on`,
      ]
    case 'query':
      return [
        count(bounds.partitions, 'partition'),
        `${count(bounds.epochs, 'epoch')} from ${bounds.first} on`,
        `${count(bounds.rows, 'row')} a partition`,
      ]
  }
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
