// The driver of your write operator: the kit's actions come in, the observed events go out.
// Change the two methods that are marked. surroundings.mjs plays the sink, the child, the coordinator and the job of your operator.
// protocol.mjs speaks the protocol.

import { serve } from './protocol.mjs'
import { Operator } from './surroundings.mjs'

class MyOperator extends Operator {
  // YOURS: ask your operator for the names of its output columns, and for the number of its children
  describe() {
    this.event('described', 'operator', { output: [], children: 1 })
  }

  /** Executes the operator, and returns the number of partitions of its result. What it throws is the error of the execution. */
  async run() {
    // YOURS: execute your operator with this sink (`createWriterFactory`, and its text `setup.writer`), this child
    // (`executeChild`), this coordinator (`lookUp`, `ask`) and this job (`runJob`); `logLine` reports its log lines
    return await this.runJob(this.setup.partitions)
  }
}

await serve({ operator: MyOperator }, { name: 'my operator', version: '1', edition: 'document' })
