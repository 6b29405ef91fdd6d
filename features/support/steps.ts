import { After, Before, BeforeStep, defineStep, setDefaultTimeout } from '@cucumber/cucumber'
import { stepPhrases } from '../../conformance/suite/step-phrases.ts'
import type { KitWorld } from './kit-world.ts'

// The driver's calls have a limit of their own.
setDefaultTimeout(-1)

Before(async function (this: KitWorld, hook) {
  return await this.run(hook)
})

BeforeStep(function (this: KitWorld) {
  this.next()
})

// Every phrase of the phrasebook is a step, so an editor that knows cucumber-js completes them.
for (const { expression, below } of stepPhrases) {
  const groups = (new RegExp(`${expression.source}|`).exec('')?.length ?? 1) - 1
  const show = function (this: KitWorld) {
    this.show()
  }
  // cucumber-js counts the parameters: one per group, and one for a table or a text.
  defineStep(expression, Object.defineProperty(show, 'length', { value: groups + (below === 'nothing' ? 0 : 1) }))
}

After(function (this: KitWorld) {
  this.end()
})
