import { Command } from 'commander'
import { expect, it } from 'vitest'
import { checkWords } from './check-words.ts'
import { declareCommands } from './commands/declare-commands.ts'

const program = new Command()
await declareCommands(program, { done: () => undefined, signal: new AbortController().signal, behindDashes: 0 }, [])
const options = program.commands.flatMap((command) =>
  command.options.map(({ long, description }) => ({ words: [command.name(), `${long}`], description })),
)
const saysRepeated = (description: string) => description.includes('may be repeated')

it.each(options.filter(({ description }) => saysRepeated(description)))(
  '$words may be repeated',
  ({ words: [command = '', option = ''] }) => {
    expect(() => checkWords([command, option, 'one', option, 'other'], program)).not.toThrow()
    expect(() => checkWords([command, `${option}=one`, `${option}=other`], program)).not.toThrow()
  },
)

it.each(options.filter(({ description }) => !saysRepeated(description)))(
  '$words is refused if it is given twice',
  ({ words: [command = '', option = ''] }) => {
    expect(() => checkWords([command, option, 'one', option, 'other'], program)).toThrow(
      `${option}: given twice (once is wanted)`,
    )
  },
)

it('the help of twenty-two options says that they may be repeated', () => {
  expect(options.flatMap(({ words, description }) => (saysRepeated(description) ? [words.join(' ')] : []))).toEqual([
    'run --requirement',
    'run --features',
    'check --checkpoint',
    'check --event-log',
    'check --conf',
    'sink --option',
    'sink --read-option',
    'sink --left-overs-except',
    'sink --outage-start',
    'sink --outage-end',
    'sink --packages',
    'sink --jars',
    'sink --set-up',
    'sink --before',
    'sink --after',
    'sink --tear-down',
    'sink --set-up-command',
    'sink --before-command',
    'sink --after-command',
    'sink --tear-down-command',
    'sink --features',
    'sink --scenario',
  ])
})
