import type { CommanderError } from 'commander'
import { echoed } from '../visible.ts'

/**
 * Commander's complaint about the command line, in the form of all other messages: the place, what is wrong, what is wanted. Commander
 * echoes the words of the user as they are, so each goes through `echoed`.
 */
export function wrongWords({ code, message }: CommanderError): string {
  const form = forms[code]
  const parts = form?.pattern.exec(message)
  if (form === undefined || parts == null) return echoed(message.replace(/^error: /, ''), 500)
  const [, first = '', second = '', third = ''] = parts
  return form.text(echoed(first), echoed(second), third)
}

interface Form {
  readonly pattern: RegExp
  /** From the groups of the pattern; the third one is text of the kit. */
  text(first: string, second: string, third: string): string
}

const forms: Readonly<Record<string, Form>> = {
  'commander.invalidArgument': {
    pattern: /^error: option '(-[^ ']*)[^']*' argument '(.*)' is invalid\. (.*)$/s,
    text: (option, value, reason) => `${option} "${value}": ${echoed(reason, 500)}`,
  },
  'commander.optionMissingArgument': {
    pattern: /^error: option '(-[^ ']*) ?([^']*)' argument missing$/,
    text: (option, argument) => `${option}: nothing follows (${argument} is wanted)`,
  },
  'commander.unknownOption': {
    pattern: /^error: unknown option '(.*?)'(?:\n\((.*)\))?$/s,
    text: (option, hint) => `${option}: no such option (${hint === '' ? 'see --help' : hint})`,
  },
  'commander.unknownCommand': {
    pattern: /^error: unknown command '(.*?)'(?:\n\((.*)\))?$/s,
    text: (command, hint) => `"${command}": no such command (${hint === '' ? 'see cwc --help' : hint})`,
  },
  'commander.missingArgument': {
    pattern: /^error: missing required argument '(.*)'$/s,
    text: (argument) => `<${argument}>: missing (see --help)`,
  },
  'commander.excessArguments': {
    pattern: /^error: too many arguments(?: for '([\w-]*)')?\. Expected \d+ arguments? but got \d+: (.*)\.$/s,
    text: (command, words) => `${command}: too many words: ${words} (see --help)`,
  },
}
