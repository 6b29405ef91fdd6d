import { After, Before, BeforeStep, setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber'
import { ConformanceWorld } from './world.ts'

// Each call to the driver has a time limit. A second limit around the step would hide which call timed out.
setDefaultTimeout(-1)
setWorldConstructor(ConformanceWorld)

Before(function (this: ConformanceWorld, { pickle }) {
  this.start(pickle.tags.map(({ name }) => name))
})

BeforeStep(function (this: ConformanceWorld, { pickleStep }) {
  this.begin(pickleStep.text, pickleStep.type ?? 'Unknown')
})

After(async function (this: ConformanceWorld, { pickle }) {
  await this.end(pickle.id)
})
