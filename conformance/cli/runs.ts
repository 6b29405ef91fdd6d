import { InvalidArgumentError } from 'commander'
import { type ModelledRole, modelledRoles } from '../../src/reference/model.ts'

/** How many cases are to be drawn of each role. */
export type Runs = ReadonlyMap<ModelledRole, number>

/** `500` of every role, or `coordinator=10000,task=500`. @throws InvalidArgumentError, which commander shows */
export function runs(text: string): Runs {
  if (/^\d+$/.test(text)) return new Map(modelledRoles.map((role) => [role, count(text)]))
  return new Map(
    text.split(',').map((part) => {
      const [name, number = ''] = part.split('=')
      const role = modelledRoles.find((one) => one === name)
      if (role === undefined) {
        throw new InvalidArgumentError(
          `a number of cases is wanted, or one for each role (coordinator=10000,task=500), the roles being ${modelledRoles.join(', ')}`,
        )
      }
      return [role, count(number)] as const
    }),
  )
}

function count(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= 100_000_000) return number
  throw new InvalidArgumentError(`"${text}" is no number of cases from 1 on`)
}

/** A seed for what is drawn. @throws InvalidArgumentError, which commander shows */
export function seed(text: string): number {
  const number = Number(text)
  if (/^-?\d+$/.test(text) && Math.abs(number) < 2 ** 31) return number
  throw new InvalidArgumentError('a whole number between -2^31 and 2^31 is wanted')
}
