// The surroundings of a write task: parent, writer factory, writers and coordinator. Nothing here needs a change.

import { errorOf, notNow, Subject, Thrown, Worker } from './protocol.mjs'

const endOfEpoch = Symbol('end of the epoch')
const interrupted = () => new Thrown({ type: 'InterruptedException', message: null })

/** The tasks that run. Each waits for its parent's next row. */
export class Tasks extends Subject {
  #started = 0
  #running = new Map()

  open(setup) {
    this.setup = setup
  }

  async close() {
    for (const task of this.#running.values()) await task.worker.close()
  }

  /** Your part: runs one task to its end. */
  async run(_task) {}

  async start({ partition }) {
    this.#requireKnown(partition)
    if (this.#running.has(partition)) throw notNow(`the task of partition ${partition} is running already`)
    const task = new Task(this, partition, this.#started++)
    this.#running.set(partition, task)
    await task.worker.start()
    this.#settle(task)
  }

  row({ partition, value }) {
    return this.#goOn(partition, value)
  }

  endEpoch({ partition }) {
    return this.#goOn(partition, endOfEpoch)
  }

  interrupt({ partition }) {
    return this.#goOn(partition, interrupted())
  }

  kill({ partition }) {
    this.#waiting(partition).isCompleted = true
    return this.#goOn(partition, interrupted())
  }

  complete({ partition }) {
    this.#waiting(partition).isCompleted = true
  }

  fail({ partition, at, error }) {
    this.#requireKnown(partition)
    if (at === 'upstream' && this.#running.has(partition)) return this.#goOn(partition, new Thrown(error))
    return super.fail({ partition, at, error })
  }

  async #goOn(partition, order) {
    const task = this.#waiting(partition)
    await task.worker.goOn(order)
    this.#settle(task)
  }

  #settle(task) {
    if (!task.worker.hasEnded) return
    this.#running.delete(task.partition)
    if (task.worker.error === undefined) task.event('task-finished', { rows: 0 })
    else task.event('task-failed', { error: errorOf(task.worker.error) })
  }

  #waiting(partition) {
    this.#requireKnown(partition)
    const task = this.#running.get(partition)
    if (task === undefined) throw notNow(`no task of partition ${partition} waits for a row`)
    return task
  }

  #requireKnown(partition) {
    if (partition >= this.setup.partitions) throw notNow(`there is no partition ${partition}`)
  }
}

/** What a task sees of its surroundings. A method throws `Thrown` if the kit wants it to: let the error pass. */
class Task {
  /** Whether the context of the task is killed or completed. */
  isCompleted = false
  worker = new Worker(() => this.tasks.run(this))
  #parentEpoch

  constructor(tasks, partition, taskId) {
    this.tasks = tasks
    this.partition = partition
    this.taskId = taskId
  }

  event(kind, fields) {
    this.tasks.event(kind, `task-${this.partition}`, { partition: this.partition, ...fields })
  }

  call(at) {
    this.tasks.call(at, this.partition)
  }

  log(level, message) {
    this.tasks.log(`task-${this.partition}`, level, 'ContinuousWriteRDD', message)
  }

  /** Looks up the coordinator: throws the error of a lookup if there is none. */
  lookUp() {
    const { epochCoordinatorId: id, coordinator } = this.tasks.setup
    if (id !== null && coordinator !== 'missing') return
    const message = `Cannot find endpoint: spark://EpochCoordinator-${id}@<host>:<port>`
    const cause = { type: 'RpcEndpointNotFoundException', message }
    throw new Thrown({ type: 'SparkException', message: 'Exception thrown in awaitResult: ', cause })
  }

  /**
   * The parent computes the partition. Returns the rows of the epoch, each of which waits for the kit. The parent sees the current
   * epoch of the thread on which it computes: its own has the epoch with which it began.
   */
  compute(epoch) {
    if (this.tasks.setup.parentThread !== 'own') this.#parentEpoch = epoch
    this.#parentEpoch ??= epoch
    this.call('upstream')
    this.event('upstream-computed', { epoch: this.#parentEpoch })
    return this.#rows()
  }

  async *#rows() {
    for (let row = await this.worker.wait(); row !== endOfEpoch; row = await this.worker.wait()) yield row
  }

  createWriter(epoch) {
    this.call('create-writer')
    this.event('writer-created', { taskId: this.taskId, epoch })
    return new Writer(this, epoch)
  }

  /** Sends a CommitPartitionEpoch to the coordinator. */
  send(epoch, message) {
    this.call('send')
    const sent = { type: 'CommitPartitionEpoch', partitionId: this.partition, epoch, message }
    this.tasks.event('sent', `task-${this.partition}`, { message: sent })
  }
}

/** The writer of one epoch. */
class Writer {
  constructor(task, epoch) {
    this.task = task
    this.epoch = epoch
  }

  write(value) {
    this.task.call('write')
    this.task.event('row-written', { epoch: this.epoch, value })
  }

  /** Commits, and returns the commit message. */
  commit() {
    this.task.call('commit')
    const message = `commit-${this.task.partition}-${this.epoch}`
    this.task.event('partition-committed', { epoch: this.epoch, message })
    return message
  }

  abort() {
    this.task.call('abort')
    this.task.event('writer-aborted', { epoch: this.epoch })
  }

  /** Only if the API of your writers has it. */
  close() {
    this.task.event('writer-closed', { epoch: this.epoch })
  }
}
