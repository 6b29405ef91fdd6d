import type { DriverChoice } from '../drivers/choice.ts'
import { digestOfCommand } from './command-digest.ts'
import { type Digest, digestOfModel, digestOfSparkDriver } from './digests.ts'

/** The digest that binds a report to its implementation. */
export function digestOfDriver(choice: DriverChoice): Digest {
  switch (choice.kind) {
    case 'reference':
      return digestOfModel()
    case 'spark':
      return digestOfSparkDriver()
    case 'command':
      return digestOfCommand([choice.command, ...choice.args])
  }
}
