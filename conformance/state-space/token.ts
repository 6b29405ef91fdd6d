import { type Role, roles } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import { echoed } from '../visible.ts'
import type { Bounds } from './bounds.ts'
import { type Fault, faultNames } from './faults.ts'
import { greatest, mostChoices } from './limits.ts'
import { faultsOf, roleDefinitions, type TokenField } from './roles.ts'

/** A schedule in writing: bounds, and the choice in each state. It is the same case on every driver. */
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
  return [bounds.role, written.join(''), bounds.faults.join('.'), writeChoices(choices)].join(':')
}

/** How messages call that which a token is of, and the faults that it may have there. */
export interface TokenOwner {
  readonly name: string
  readonly faults: readonly Fault[]
}

/** @throws TokenError that names the part that cannot be read, and the reason */
export function readToken(text: string, owner?: TokenOwner): Token {
  const [role = '', bounds = '', faults = '', choices = '', ...rest] = text.trim().split(':')
  if (!isRole(role)) throw new TokenError(`"${echoed(role)}": not a role (a token begins with ${roles.join(', ')})`)
  if (rest.length > 0) throw new TokenError(`a token has 4 parts between colons (this one has ${rest.length + 4})`)
  const { name: whose, faults: known } = owner ?? { name: `role ${role}`, faults: faultsOf(role) }
  const fields = fieldsOf(role)
  const values = new Map<string, unknown>()
  const parts = [...bounds.matchAll(/([a-z])(\d+|-)/g)]
  if (parts.map(([part]) => part).join('') !== bounds)
    throw new TokenError(
      `"${echoed(bounds)}": not bounds (letters with numbers are wanted, such as ${exampleOf(fields)})`,
    )
  for (const [part, letter = '', value = ''] of parts) {
    const found = fields.find(([, field]) => field.letter === letter)
    if (found === undefined) {
      const letters = fields.map(([, field]) => field.letter)
      throw new TokenError(`${whose} has no bound "${letter}" (its bounds are ${letters.join(', ')})`)
    }
    if (values.has(found[0])) throw new TokenError(`"${echoed(bounds)}": the bound ${found[0]} is given twice`)
    values.set(found[0], readValue(found, value, part))
  }
  const missing = fields.find(([name]) => !values.has(name))
  if (missing !== undefined) throw new TokenError(`the bound ${missing[0]} ("${missing[1].letter}") is missing`)
  return {
    // Every field of the role's record has been read above.
    bounds: {
      role,
      ...Object.fromEntries(values),
      faults: readFaults(faults, { name: whose, faults: known }),
    } as unknown as Bounds,
    choices: readChoices(choices),
  }
}

function readValue([name, { words, optional }]: NamedField, value: string, part: string): unknown {
  if (value === '-') {
    if (optional) return undefined
    throw new TokenError(`"${echoed(part)}": ${name} has to be a number`)
  }
  const number = Number(value)
  if (number > greatest(name))
    throw new TokenError(`"${echoed(part)}": too large (${name} is at most ${greatest(name)})`)
  if (words === undefined) return number
  const word = words[number]
  if (word === undefined)
    throw new TokenError(`"${echoed(part)}": one of ${words.map((each, at) => `${at} (${each})`).join(', ')} is wanted`)
  return word
}

/** All bounds of a role, the first epoch as the first one that there is. */
const exampleOf = (fields: readonly NamedField[]): string =>
  fields.map(([name, { letter }]) => `${letter}${name === 'first' ? 0 : 1}`).join('')

function readFaults(text: string, { name: whose, faults: known }: TokenOwner): readonly Fault[] {
  return text === ''
    ? []
    : text.split('.').map((word) => {
        const fault = faultNames.find((name) => name === word)
        if (fault !== undefined && known.includes(fault)) return fault
        throw new TokenError(`${whose} has no fault "${echoed(word)}" (its faults are ${known.join(', ')})`)
      })
}

/** @throws TokenError */
export function readChoices(text: string): readonly number[] {
  const parts = [...text.matchAll(/_([\da-z]{2})|([\da-z])/g)]
  if (parts.map(([part]) => part).join('') !== text)
    throw new TokenError(`"${echoed(text)}": not choices (digits to base 36 are wanted)`)
  if (parts.length > mostChoices)
    throw new TokenError(`${parts.length} choices: too many (at most ${mostChoices} are wanted)`)
  return parts.map(([, two, one]) => Number.parseInt(two ?? one ?? '', 36))
}

/** Digits to base 36; a choice of two digits stands behind `_`. */
export const writeChoices = (choices: readonly number[]): string => choices.map(digits).join('')

function digits(choice: number): string {
  if (choice < 36) return choice.toString(36)
  if (choice < 36 * 36) return `_${choice.toString(36).padStart(2, '0')}`
  throw new Error(`choice ${choice}: no state offers that many moves`)
}

type NamedField = readonly [name: string, field: TokenField]

/** The fields of a role's bounds, in the order of the token. */
const fieldsOf = (role: Role): readonly NamedField[] => Object.entries(roleDefinitions[role].tokenFields)

const isRole = (word: string): word is Role => roles.some((role) => role === word)
