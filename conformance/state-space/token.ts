import { type Role, roles } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import type { Bounds } from './bounds.ts'
import { type Fault, faultNames } from './faults.ts'
import { faultsOf, roleDefinitions, type TokenField } from './roles.ts'

/** A schedule as it is written down: bounds, and what was chosen in each situation. It is the same case on every driver. */
export interface Token {
  readonly bounds: Bounds
  readonly choices: readonly number[]
}

/** A token that cannot be read. */
export class TokenError extends UsageError {
  override readonly name = 'TokenError'
}

/** `coordinator:w2r2e3f1x1:duplicate.late:0120`. Choices are digits to base 36; one of two digits stands behind `_`. */
export function writeToken({ bounds, choices }: Token): string {
  const values = new Map<string, unknown>(Object.entries(bounds))
  const written = fieldsOf(bounds.role).map(([name, { letter, words }]) => {
    const value = values.get(name)
    if (value === undefined) return `${letter}-`
    return `${letter}${words === undefined ? value : words.indexOf(String(value))}`
  })
  return [bounds.role, written.join(''), bounds.faults.join('.'), choices.map(digits).join('')].join(':')
}

/** @throws TokenError that says which part cannot be read, and why */
export function readToken(text: string): Token {
  const [role = '', bounds = '', faults = '', choices = '', ...rest] = text.trim().split(':')
  if (!isRole(role)) throw new TokenError(`"${role}" is no role: a token begins with ${roles.join(', ')}`)
  if (rest.length > 0) throw new TokenError(`a token has four parts between colons, and this has ${rest.length + 4}`)
  const fields = fieldsOf(role)
  const values = new Map<string, unknown>()
  const parts = [...bounds.matchAll(/([a-z])(\d+|-)/g)]
  if (parts.map(([part]) => part).join('') !== bounds) throw new TokenError(`the bounds "${bounds}" cannot be read`)
  for (const [part, letter = '', value = ''] of parts) {
    const found = fields.find(([, field]) => field.letter === letter)
    if (found === undefined) {
      const known = fields.map(([, field]) => field.letter)
      throw new TokenError(`role ${role} has no bound "${letter}": ${known.join(', ')}`)
    }
    values.set(found[0], readValue(found, value, part))
  }
  const missing = fields.find(([name]) => !values.has(name))
  if (missing !== undefined) throw new TokenError(`the bounds say nothing of ${missing[0]} ("${missing[1].letter}")`)
  return {
    // Every field of the role's record has been read above.
    bounds: { role, ...Object.fromEntries(values), faults: readFaults(role, faults) } as unknown as Bounds,
    choices: readChoices(choices),
  }
}

function readValue([name, { words, optional }]: NamedField, value: string, part: string): unknown {
  if (value === '-') {
    if (optional) return undefined
    throw new TokenError(`${name} has to be set ("${part}")`)
  }
  const number = Number(value)
  // An epoch may be as large as it likes; of everything else there is one each in memory.
  if (!Number.isSafeInteger(number) || (name !== 'first' && number > 1_000))
    throw new TokenError(`"${part}" is too large`)
  if (words === undefined) return number
  const word = words[number]
  if (word === undefined)
    throw new TokenError(`"${part}" is none of ${words.map((each, at) => `${at} (${each})`).join(', ')}`)
  return word
}

function readFaults(role: Role, text: string): readonly Fault[] {
  const known = faultsOf(role)
  return text === ''
    ? []
    : text.split('.').map((word) => {
        const fault = faultNames.find((name) => name === word)
        if (fault !== undefined && known.includes(fault)) return fault
        throw new TokenError(`role ${role} knows no fault "${word}": ${known.join(', ')}`)
      })
}

function readChoices(text: string): readonly number[] {
  const parts = [...text.matchAll(/_([\da-z]{2})|([\da-z])/g)]
  if (parts.map(([part]) => part).join('') !== text) throw new TokenError(`the choices "${text}" cannot be read`)
  return parts.map(([, two, one]) => Number.parseInt(two ?? one ?? '', 36))
}

function digits(choice: number): string {
  if (choice < 36) return choice.toString(36)
  if (choice < 36 * 36) return `_${choice.toString(36).padStart(2, '0')}`
  throw new Error(`choice ${choice}: no state offers that many moves`)
}

type NamedField = readonly [name: string, field: TokenField]

/** The fields of a role's bounds, in the order of the token. */
const fieldsOf = (role: Role): readonly NamedField[] => Object.entries(roleDefinitions[role].tokenFields)

const isRole = (word: string): word is Role => roles.some((role) => role === word)
