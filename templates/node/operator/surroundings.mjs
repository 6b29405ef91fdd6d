// The surroundings of a write operator: sink, child, coordinator and job. Nothing here needs a change.

import { errorOf, notNow, Subject, Thrown, Worker } from './protocol.mjs'

/** An operator that executes beside the kit's calls. The methods that it calls throw `Thrown` if the kit wants them to. */
export class Operator extends Subject {
  #worker
  #waitsFor
  #tasks = new Set()

  open(setup) {
    this.setup = setup
  }

  async close() {
    await this.#worker?.close()
  }

  /** Your part: executes the operator, and returns the number of partitions of its result. */
  async run() {}

  // Your operator calls these.

  createWriterFactory() {
    this.call('create-writer-factory')
    this.event('writer-factory-created', 'operator')
  }

  /** Executes the child, and returns the number of partitions of its RDD. */
  executeChild() {
    this.call('child')
    this.event('child-executed', 'operator')
    return this.setup.partitions
  }

  logLine(level, message) {
    this.log('operator', level, 'WriteToContinuousDataSourceExec', message)
  }

  /** Looks up the coordinator by the id of the setup. */
  lookUp() {
    const { epochCoordinatorId: id, coordinator } = this.setup
    this.event('coordinator-looked-up', 'operator', { id })
    if (id !== null && coordinator !== 'missing') return
    const message = `Cannot find endpoint: spark://EpochCoordinator-${id}@<host>:<port>`
    const cause = { type: 'RpcEndpointNotFoundException', message }
    throw new Thrown({ type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause })
  }

  /** Asks the coordinator SetWriterPartitions, and waits for its reply. A failed ask throws. */
  async ask(partitions) {
    this.event('asked', 'operator', { message: { type: 'SetWriterPartitions', numPartitions: partitions } })
    if (this.setup.coordinator === 'holds') await this.#waitFor('the reply')
  }

  /** Runs a job with a task per partition, and waits for its end. The error of a failed task throws. */
  async runJob(partitions) {
    this.event('job-submitted', 'operator', { partitions })
    for (let partition = 0; partition < partitions; partition++) {
      this.#tasks.add(partition)
      this.event('task-started', `task-${partition}`, { partition })
    }
    if (partitions > 0) await this.#waitFor('the job')
    return 0
  }

  // The kit's actions.

  async execute() {
    if (this.#worker !== undefined || this.#tasks.size > 0) {
      throw notNow('the operator, or a task of its job, is still running')
    }
    this.#worker = new Worker(async () => this.event('returned', 'operator', { partitions: await this.run() }))
    await this.#worker.start()
    this.#settle()
  }

  answer({ error }) {
    if (this.#waitsFor !== 'the reply') throw notNow('no ask is open')
    const failed = { type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause: error }
    return this.#goOn(error && new Thrown(failed))
  }

  async finishTask({ partition }) {
    this.#requireRunning(partition)
    this.#tasks.delete(partition)
    if (this.#tasks.size === 0 && this.#waitsFor === 'the job') await this.#goOn()
  }

  async failTask({ partition, error }) {
    this.#requireRunning(partition)
    if (error.type === 'InterruptedException') return // the write RDD handles it
    this.#tasks.clear() // the job ends with its first failed task
    if (this.#waitsFor !== 'the job') return
    const shown = error.message === null ? error.type : `${error.type}: ${error.message}`
    const message = `Job aborted due to stage failure: Task <n> in stage <n> failed <n> times: ${shown}`
    await this.#goOn(new Thrown({ type: 'SparkException', message, cause: error }))
  }

  async interrupt() {
    if (this.#worker !== undefined) await this.#goOn(new Thrown({ type: 'InterruptedException', message: null }))
  }

  async #waitFor(what) {
    this.#waitsFor = what
    try {
      await this.#worker.wait()
    } finally {
      this.#waitsFor = undefined
    }
  }

  async #goOn(order) {
    await this.#worker.goOn(order)
    this.#settle()
  }

  #settle() {
    if (!this.#worker.hasEnded) return
    const { error } = this.#worker
    this.#worker = undefined
    if (error !== undefined) this.event('threw', 'operator', { error: errorOf(error) })
  }

  #requireRunning(partition) {
    if (!this.#tasks.has(partition)) throw notNow(`no task of partition ${partition} is running`)
  }
}
