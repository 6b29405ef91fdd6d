import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../src/reference/editions.ts'
import { open, step } from '../../src/reference/model.ts'
import type { CoordinatorBounds } from './bounds.ts'
import type { Fault } from './faults.ts'
import { stateSpaceOf } from './roles.ts'
import type { Move } from './state-space.ts'
import { choosing, NoSuchChoice, randomBelow, randomChoices, walk } from './walk.ts'

const page = deviationsOf('document')
const small: CoordinatorBounds = {
  role: 'coordinator',
  writers: 1,
  readers: 1,
  epochs: 2,
  first: 1,
  faults: [],
  times: 1,
}
const space = stateSpaceOf(small)

/** So many normal moves and so many faults. */
function movesOf(ordinary: number, faults: number): readonly Move[] {
  const move = { action: { kind: 'describe' }, env: undefined } as const
  return [
    ...Array.from({ length: ordinary }, () => move),
    ...Array.from({ length: faults }, () => ({ ...move, fault: 'stop' as Fault })),
  ]
}

/** Behind two ordinary moves, one fault of one kind and three of another. */
const twoKinds = [...movesOf(2, 1), ...movesOf(0, 3).map((move): Move => ({ ...move, fault: 'throw' }))]

describe('a walk', () => {
  it('takes the steps of the prefix, and then one step per choice, to the end of the state space', () => {
    const { steps, choices, opened } = walk(space, () => 0, page)
    expect(choices).toEqual([0, 0, 0, 0])
    expect(steps).toHaveLength(space.prefix.length + 4)
    expect(steps.map(({ action }) => action).slice(0, 2)).toEqual(space.prefix)
    expect(opened).toEqual(open(space.opening, page).events)
  })

  it('ends if nothing is chosen', () => {
    expect(walk(space, choosing([0]), page).choices).toEqual([0])
    expect(walk(space, () => undefined, page).steps).toHaveLength(2)
  })

  it('leads to the state and the events that the model has for its actions', () => {
    const { steps, state } = walk(space, choosing([1, 0, 1]), page)
    let next = open(space.opening, page)
    for (const { action, events } of steps) {
      next = step(next.state, action)
      expect(events).toEqual(next.events)
    }
    expect(state).toEqual(next.state)
  })

  it('is the same again by its choices', () => {
    const walked = walk(space, randomChoices([1, 2, 250, 3, 7]), page)
    expect(walk(space, choosing(walked.choices), page)).toEqual(walked)
  })

  it('runs on the given model', () => {
    const silent = walk(space, () => 0, page, { open, step: (state) => ({ state, events: [] }) })
    expect(silent.steps.flatMap(({ events }) => events)).toEqual([])
  })
})

describe('choosing', () => {
  it('names the choice that is not the index of a move', () => {
    expect(() => walk(space, choosing([0, 5]), page)).toThrow(NoSuchChoice)
    expect(() => walk(space, choosing([0, 5]), page)).toThrow('choice 2 is 5, and there are 2 to choose from')
  })
})

describe('random choices', () => {
  it('take the normal moves in order if there is no fault', () => {
    const choose = randomChoices([0, 1, 2, 3, 255])
    expect([0, 1, 2, 3, 4].map(() => choose(movesOf(3, 0)))).toEqual([0, 1, 2, 0, 0])
  })

  it('take a kind of fault for low bytes from 176 on, and a fault of that kind by the high byte', () => {
    const choose = randomChoices([175, 176, 177, 177 + 256, 177 + 2 * 256, 176 + 9 * 256])
    expect([0, 1, 2, 3, 4, 5].map(() => choose(twoKinds))).toEqual([1, 2, 3, 4, 5, 2])
  })

  it('take a fault if there is no normal move', () => {
    expect(randomChoices([4 + 256])(movesOf(0, 3))).toBe(1)
  })

  it('end with the last number', () => {
    expect(randomChoices([])(movesOf(1, 1))).toBeUndefined()
  })

  it('reach every move of a list', () => {
    const moves = movesOf(5, 7)
    const taken = new Set(Array.from({ length: randomBelow }, (_, number) => randomChoices([number])(moves)))
    expect(taken.size).toBe(moves.length)
  })
})
