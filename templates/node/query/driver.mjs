// The driver of your query: the kit's actions come in, the observed events go out.
// Change the methods that are marked. The source and the sink of your query belong to the driver: `this.call` stands where they are
// called, and throws if the kit wants it to. protocol.mjs speaks the protocol, and keeps the faults that the kit injects.

import { notNow, notSupported, Subject, serve } from './protocol.mjs'

class Query extends Subject {
  #isRunning = false

  // YOURS: make a checkpoint, and a source and a sink that report their events to this object
  open(setup) {
    this.setup = setup
  }

  // YOURS: end the query, and remove its checkpoint
  close() {}

  // YOURS: start the query, or restart it on the same checkpoint, and wait until each task waits for a row
  async execute() {
    if (this.setup.partitions === 0) throw notSupported('a query without partitions never becomes quiescent')
    if (this.#isRunning) throw notNow('the query is running already')
    this.#isRunning = true
  }

  // YOURS: let the source return this row, and wait until the writer has it
  async row({ partition, value }) {
    this.#requireRunning(partition)
    try {
      this.call('write', partition)
    } catch (thrown) {
      this.#isRunning = false
      this.event('query-stopped', 'query', { error: thrown.error })
      return
    }
    this.event('row-written', `task-${partition}`, { partition, epoch: this.setup.startEpoch, value })
  }

  // YOURS: tell the coordinator to begin the next epoch, and wait until all is quiescent
  async advanceEpoch() {
    this.#requireRunning()
  }

  // YOURS: stop the query, and wait for its end
  async stop() {
    this.#requireRunning()
    this.#isRunning = false
    this.event('query-stopped', 'query', { error: null })
  }

  // YOURS: endEpoch, complete, deliver, interrupt, killCoordinator and killExecutor, as your query has them. The kit shows an action
  // without a method as not-supported.

  start() {
    throw notNow('the job starts the tasks')
  }

  describe() {
    throw notNow('there is a whole query, and no part to describe')
  }

  #requireRunning(partition = 0) {
    if (!this.#isRunning) throw notNow('the query is not running')
    if (partition >= this.setup.partitions) throw notNow(`there is no partition ${partition}`)
  }
}

await serve({ query: Query }, { name: 'my query', version: '1', edition: 'document' })
