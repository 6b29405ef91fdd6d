import { After, BeforeStep, setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber'
import { ScenarioReader } from './scenario-reader.ts'

setDefaultTimeout(-1)
setWorldConstructor(ScenarioReader)

BeforeStep(function (this: ScenarioReader, { pickleStep }) {
  this.begin(pickleStep.text, pickleStep.type ?? 'Unknown')
})

After(function (this: ScenarioReader, { pickle }) {
  this.end(pickle.id)
})
