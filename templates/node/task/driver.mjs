// The driver of your write tasks: the kit's actions come in, the observed events go out.
// Change the two methods that are marked. surroundings.mjs plays the parent, the writers and the coordinator of your tasks, and lets
// each task run beside the others. protocol.mjs speaks the protocol.

import { serve } from './protocol.mjs'
import { Tasks } from './surroundings.mjs'

class MyTasks extends Tasks {
  // YOURS: ask your write RDD for its number of partitions, and for its partitioner
  describe() {
    const { partitions, partitioner } = this.setup
    this.event('described', 'rdd', { partitions, partitioner })
  }

  /** Runs one task to its end. What it throws is the error of the task: the name of its class, and its message. */
  async run(task) {
    // YOURS: run your task with this parent (`task.compute`), these writers (`task.createWriter`), this coordinator
    // (`task.lookUp`, `task.send`) and this context (`task.isCompleted`)
    while (!task.isCompleted) {
      for await (const row of task.compute(this.setup.startEpoch ?? 0)) console.log('not written yet:', row)
    }
  }
}

await serve({ task: MyTasks }, { name: 'my tasks', version: '1', edition: 'document' })
