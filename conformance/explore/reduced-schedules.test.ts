import { describe, expect, it } from 'vitest'
import { step } from '../../src/reference/model.ts'
import type { Bounds } from '../state-space/bounds.ts'
import type { Fault } from '../state-space/faults.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import type { Move, StateSpace } from '../state-space/state-space.ts'
import { coordinator, operator, page, task } from './fixtures/bounds.ts'
import { afterPrefix, shownBySchedules } from './fixtures/traces.ts'
import { areIndependent } from './independent.ts'
import { schedulesOf } from './reduced-schedules.ts'
import { textOf } from './text-numbering.ts'

/** Bounds, schedules, and those that are left. */
type Row = readonly [string, Bounds, number, number]

/** Messages before the last report and before the last commit may come in any order: only the last ones matter. */
const oneEpoch = (writers: number, readers: number) => readers * (writers + 1)

const plain: readonly Row[] = [
  ['1 writer, 1 reader, 1 epoch', coordinator(1, 1, 1), 2, oneEpoch(1, 1)],
  ['2 writers, 1 reader, 1 epoch', coordinator(2, 1, 1), 6, oneEpoch(2, 1)],
  ['1 writer, 2 readers, 1 epoch', coordinator(1, 2, 1), 6, oneEpoch(1, 2)],
  ['2 writers, 2 readers, 1 epoch', coordinator(2, 2, 1), 24, oneEpoch(2, 2)],
  // 6 orders of c1 c2 and r1 r2; of them c1 c2 r1 r2 and c1 r1 c2 r2 differ in nothing that can be seen.
  ['1 writer, 1 reader, 2 epochs', coordinator(1, 1, 2), 6, 5],
  ['2 writers, 1 reader, 2 epochs', coordinator(2, 1, 2), 90, 13],
  ['1 writer, 2 readers, 2 epochs', coordinator(1, 2, 2), 90, 20],
  // 8! / (2!)^4
  ['2 writers, 2 readers, 2 epochs', coordinator(2, 2, 2), 2_520, 52],
]

const faulty: readonly (readonly [Fault, number, number, number, number])[] = [
  ['duplicate', 40, 26, 1_260, 98],
  ['late', 18, 11, 360, 38],
  ['lost', 12, 7, 180, 16],
  ['stop', 30, 17, 630, 59],
  ['ask', 60, 42, 1_260, 118],
  ['throw', 90, 38, 1_890, 93],
  ['together', 12, 11, 214, 68],
]

const withFaults: readonly Row[] = faulty.flatMap(([fault, small, smallLeft, larger, largerLeft]): readonly Row[] => [
  [`1 writer, 1 reader, 2 epochs, ${fault}`, coordinator(1, 1, 2, fault), small, smallLeft],
  [`2 writers, 1 reader, 2 epochs, ${fault}`, coordinator(2, 1, 2, fault), larger, largerLeft],
])

const others: readonly Row[] = [
  ['operator, 2 tasks', operator(2), 2, 2],
  // Which of them ends last is all that can be seen.
  ['operator, 3 tasks', operator(3), 6, 3],
  ['operator, 2 tasks, describe', operator(2, 'describe'), 10, 8],
  ['operator, 2 tasks, interrupt', operator(2, 'interrupt'), 15, 11],
  ['operator, 2 tasks, throw', operator(2, 'throw'), 23, 23],
  // A start and an end of each show something, all of them, so every order is kept: 4! / (2!)^2.
  ['task, 2 partitions', task(2, 0), 6, 6],
  ['task, 2 partitions with rows', task(2, 1), 46, 46],
  ['task, 2 partitions, complete', task(2, 0, 'complete'), 40, 24],
]

describe('schedules reduced by sleep sets', () => {
  it.each([...plain, ...withFaults, ...others])(
    'reduced schedules show the same events as all schedules: %s',
    (_, bounds, all, left) => {
      const full = shownBySchedules(stateSpaceOf(bounds), 'none')
      const reduced = shownBySchedules(stateSpaceOf(bounds), 'sleep-sets')
      expect([...reduced.shown].sort()).toEqual([...full.shown].sort())
      expect([full.schedules, reduced.schedules]).toEqual([all, left])
    },
  )

  it('536 reduced schedules show what 369,600 schedules show: 2 writers, 2 readers, 3 epochs', () => {
    const space = stateSpaceOf(coordinator(2, 2, 3))
    const full = shownBySchedules(space, 'none')
    const reduced = shownBySchedules(space, 'sleep-sets')
    expect([...reduced.shown].sort()).toEqual([...full.shown].sort())
    // 12! / (3!)^4
    expect([full.schedules, reduced.schedules]).toEqual([369_600, 536])
  })

  it.each([...plain, ...withFaults.slice(0, 6), ...others])(
    'reduced schedules contain one schedule of each class: %s',
    (name, bounds, _all, left) => {
      // Whether an interrupt of a task and the end of another are independent depends on who waits: one is left twice.
      expect(classesOf(stateSpaceOf(bounds))).toBe(name.endsWith('interrupt') ? left - 1 : left)
    },
  )

  it('reduced schedules are schedules of the state space', () => {
    const space = stateSpaceOf(coordinator(2, 1, 2, 'late'))
    const all = new Set([...schedulesOf(space, page, 'none')].map(String))
    for (const choices of schedulesOf(space, page, 'sleep-sets')) expect(all).toContain(String(choices))
  })
})

/** Classes of schedules (Mazurkiewicz 1977): those that become each other by exchanging neighbours that are independent. */
function classesOf(space: StateSpace): number {
  const representative = new Map<string, string>()
  const find = (one: string): string => {
    const next = representative.get(one) ?? one
    return next === one ? one : find(next)
  }
  const actions = (moves: readonly Move[]) => moves.map(({ action, fault }) => textOf([action, fault])).join('\n')
  for (const choices of schedulesOf(space, page, 'none')) {
    const way = movesOf(space, choices)
    const moves = way.map(({ move }) => move)
    const one = find(actions(moves))
    representative.set(one, one)
    for (const [at, { state, move }] of way.entries()) {
      const other = moves[at + 1]
      // Enabled in the same situation, or they do not commute.
      const same = other && space.moves(way[at]?.env, state).find((each) => actions([each]) === actions([other]))
      if (other === undefined || same === undefined || !areIndependent(space, state, move, same)) continue
      representative.set(find(actions(moves.with(at, other).with(at + 1, move))), one)
    }
  }
  return new Set([...representative.keys()].map(find)).size
}

function movesOf(space: StateSpace, choices: readonly number[]) {
  let { state } = afterPrefix(space)
  let { env } = space
  return choices.map((choice) => {
    const move = space.moves(env, state)[choice] as Move
    const here = { state, env, move }
    state = step(state, move.action).state
    env = move.env
    return here
  })
}
