// The driver protocol, version 1, in plain JavaScript. Your part is driver.mjs; nothing here needs a change.

import { Console } from 'node:console'

// What the kit sends. N is a number, T a text, `?` behind a type: or null, behind a name: may be missing, `*`: a list.
// Below a role stand its actions, below Ask and Report the messages.
const vocabulary = `
planner
  plan plan:Plan
operator partitions:N epochCoordinatorId:T? coordinator:answers|holds|missing writer:T
  describe
  execute
  answer error?:Error
  finish-task partition:N
  fail-task partition:N error:Error
  interrupt
  fail at:create-writer-factory|child error:Error
task partitions:N partitioner:T? startEpoch:N? epochCoordinatorId:T? coordinator:answers|missing parentThread?:task|own
  describe
  start partition:N
  row partition:N value:T
  end-epoch partition:N
  interrupt partition:N
  kill partition:N
  complete partition:N
  fail partition:N at:upstream|create-writer|write|commit|abort|send error:Error
coordinator startEpoch:N epochBacklogQueueSize:N
  ask message:Ask
  send message:Report
  fail at:writer.commit|query.add-offset|query.commit error:Error
query partitions:N startEpoch:N epochBacklogQueueSize:N delivery:immediate|held trigger?:kit|spark polls?:free|held
  describe
  start partition:N
  execute
  advance-epoch
  row partition:N value:T
  end-epoch partition:N
  complete partition:N
  deliver from:N message?:Held times?:N
  stop
  interrupt partition?:N
  kill-coordinator
  kill-executor partition:N
  fail partition?:N at:upstream|create-writer|write|commit|abort|send|create-writer-factory|writer.commit|query.add-offset|query.commit of?:CommitPartitionEpoch|ReportPartitionOffset error:Error
Ask
  SetWriterPartitions numPartitions:N
  SetReaderPartitions numPartitions:N
  GetCurrentEpoch
  IncrementAndGetEpoch
  StopContinuousExecutionWrites
Report
  CommitPartitionEpoch partitionId:N epoch:N message:T
  ReportPartitionOffset partitionId:N epoch:N offset:T
Held type:CommitPartitionEpoch|ReportPartitionOffset epoch:N
Error type:T message:T?
Plan name:T children:Plan*
initialize protocol:N kit:T
nothing
`
const roles = ['planner', 'operator', 'task', 'coordinator', 'query']
const maxLineBytes = 16 * 1024 * 1024
const codes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  notSupported: 1,
}

/** The reply is an error: a code and a message. */
class Refused extends Error {
  constructor(code, message, id) {
    super(message)
    this.code = code
    this.id = id
  }
}

/** Throw this where the implementation cannot do something. The kit shows the case as not-supported. */
export const notSupported = (reason) => new Refused(codes.notSupported, reason)

/** Throw this where an action makes no sense now, such as a row for a task that does not run. */
export const notNow = (reason) => new Refused(codes.invalidParams, reason)

/** An error that the kit injected. `error` has a `type` and a `message`. */
export class Thrown extends Error {
  constructor(error) {
    super(error.type)
    this.error = error
  }
}

/** What the kit has opened. Each action is a method of its name, in camel case: extend this class for your role. */
export class Subject {
  #events = []
  #faults = new Map()

  /** Makes the subject. Its events are in the reply to `open`. */
  open(_setup) {}

  /** Ends it: nothing may be left behind. */
  close() {}

  /** Reports an event of the current step. */
  event(kind, actor, fields = {}) {
    this.#events.push({ kind, actor, ...fields })
  }

  /** Reports a log line of the implementation. `logger` is the simple name of the class that logs. */
  log(actor, level, logger, message) {
    this.event('logged', actor, {
      level,
      logger: `org.apache.spark.sql.execution.streaming.continuous.${logger}`,
      message,
    })
  }

  /** The next call at this place throws. With `of`, the type of a message, the place is such as `send CommitPartitionEpoch`. */
  fail({ at, error, partition, of }) {
    this.#faults.set(`${of === undefined ? at : `${at} ${of}`} ${partition}`, error)
  }

  /** Stands where the surroundings of the implementation are called: throws once if the kit has injected a fault. */
  call(at, partition) {
    const place = `${at} ${partition}`
    const error = this.#faults.get(place)
    this.#faults.delete(place)
    if (error !== undefined) throw new Thrown(error)
  }

  takeEvents() {
    const events = this.#events
    this.#events = []
    return events
  }
}

/** The subject was closed. The implementation may catch it, but each further wait throws it again. */
export class Closed extends Error {}

/**
 * A part of the implementation beside the kit's calls. It runs only while the kit waits for it. So the step is over when the worker
 * waits in `wait`, or has ended: no clock decides.
 */
export class Worker {
  hasEnded = false
  error
  #act
  #goOn
  #quiesce

  /** @param act may be asynchronous, but awaits nothing except what ends in `wait`, or by itself */
  constructor(act) {
    this.#act = act
  }

  /** Begins, and returns when the worker waits or has ended. */
  start() {
    return this.#untilQuiescent(async () => {
      try {
        await this.#act()
      } catch (error) {
        this.error = error ?? new Error('something without a value was thrown')
      }
      this.hasEnded = true
      this.#quiesce()
    })
  }

  /** In the worker: waits for the kit. Returns what `goOn` gives, or throws it if it is an error. */
  async wait() {
    const order = await new Promise((resolve) => {
      this.#goOn = resolve
      this.#quiesce()
    })
    if (order instanceof Error) throw order
    return order
  }

  /** Lets the worker go on, until it waits again or has ended. */
  goOn(order) {
    return this.#untilQuiescent(() => this.#goOn(order))
  }

  async close() {
    while (!this.hasEnded) await this.goOn(new Closed('the subject was closed'))
  }

  #untilQuiescent(act) {
    return new Promise((resolve) => {
      this.#quiesce = resolve
      act()
    })
  }
}

/** An error of the implementation as the protocol has it. */
export const errorOf = (error) => error.error ?? { type: error.name, message: error.message }

/**
 * Speaks the protocol until `shutdown` or the end of the input.
 *
 * @param classes the class of each role that the driver offers
 */
export async function serve(classes, { name, version, edition = 'document', language = 'JavaScript' }) {
  // A console.log in the implementation must not break the protocol.
  globalThis.console = new Console(process.stderr)
  const driver = new Driver(classes, { name, version, language }, edition)
  for await (const line of lines(process.stdin)) {
    const { reply, isLast } = await driver.replyTo(line)
    await new Promise((resolve) => process.stdout.write(`${reply}\n`, resolve))
    if (isLast) break
  }
  process.exit(0)
}

/** Lines as bytes: only a line feed ends a line. The last one may lack it. */
async function* lines(input) {
  let pieces = []
  for await (const piece of input) {
    let from = 0
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      yield Buffer.concat([...pieces, piece.subarray(from, end)])
      pieces = []
      from = end + 1
    }
    if (from < piece.length) pieces.push(piece.subarray(from))
  }
  if (pieces.length > 0) yield Buffer.concat(pieces)
}

class Driver {
  #classes
  #implementation
  #edition
  #isInitialized = false
  #role
  #subject

  constructor(classes, implementation, edition) {
    this.#classes = classes
    this.#implementation = implementation
    this.#edition = edition
  }

  /** The reply to a line, and whether it is the last one. */
  async replyTo(line) {
    let id = null
    try {
      const call = readCall(line)
      id = call.id
      const reply = JSON.stringify({ jsonrpc: '2.0', id, result: await this.#reply(call.method, call.params) })
      const bytes = Buffer.byteLength(reply)
      if (bytes > maxLineBytes) {
        throw new Refused(codes.internalError, `the reply has ${bytes} bytes, more than a line may have`)
      }
      return { reply, isLast: call.method === 'shutdown' }
    } catch (failure) {
      return { reply: JSON.stringify({ jsonrpc: '2.0', id: failure.id ?? id, error: this.#errorOf(failure) }) }
    }
  }

  #errorOf(failure) {
    if (failure instanceof Refused) return { code: failure.code, message: failure.message }
    this.#subject = undefined // the next subject starts afresh
    console.error(failure)
    const data = failure instanceof Thrown ? { data: { error: failure.error } } : {}
    return { code: codes.internalError, message: String(failure), ...data }
  }

  #reply(method, params) {
    const methods = {
      initialize: () => this.#initialize(params),
      open: () => this.#open(params),
      apply: () => this.#apply(params),
      close: () => this.#close(params),
      shutdown: () => this.#shutdown(params),
    }
    if (!Object.hasOwn(methods, method)) throw new Refused(codes.methodNotFound, `there is no method ${method}`)
    if (!this.#isInitialized && method !== 'initialize' && method !== 'shutdown') {
      throw new Refused(codes.invalidRequest, `${method} before initialize`)
    }
    return methods[method]()
  }

  #initialize(params) {
    checkFields(params, 'initialize', 'params')
    insist(params.protocol === 1, 'params.protocol', '1')
    if (this.#isInitialized) throw new Refused(codes.invalidRequest, 'initialized already')
    this.#isInitialized = true
    return {
      protocol: 1,
      implementation: this.#implementation,
      edition: this.#edition,
      roles: Object.keys(this.#classes),
    }
  }

  async #open(params) {
    insist(isObject(params) && roles.includes(params.role), 'params.role', `one of ${roles.join(', ')}`)
    const { role, setup, ...others } = params
    insist(Object.keys(others).length === 0, 'params', 'nothing but role and setup')
    checkFields(setup, role, 'params.setup')
    if (!Object.hasOwn(this.#classes, role)) throw notSupported(`this driver does not offer role ${role}`)
    await this.#discard()
    this.#role = role
    this.#subject = new this.#classes[role]()
    await this.#subject.open(setup)
    return { events: this.#subject.takeEvents() }
  }

  async #apply(params) {
    if (this.#subject === undefined) throw notNow('nothing is open')
    insist(isObject(params) && Object.keys(params).join() === 'actions', 'params', 'actions')
    // Every check comes before the first action.
    checkEach(params.actions, 'params.actions', (action, path) => this.#checkAction(action, path, true))
    const steps = []
    for (const action of params.actions) steps.push(await this.#step(action))
    return { steps }
  }

  #checkAction(action, path, nests) {
    if (!(nests && isObject(action) && action.kind === 'together')) {
      checkVariant(action, this.#role, 'kind', path)
      return
    }
    const { kind: _, actions, ...others } = action
    insist(Object.keys(others).length === 0 && actions?.length > 0, path, 'actions, and nothing else')
    checkEach(actions, `${path}.actions`, (one, at) => this.#checkAction(one, at, false))
  }

  async #step(action) {
    this.#subject.takeEvents() // events that a refused action may have left
    for (const one of action.kind === 'together' ? action.actions : [action]) {
      const { kind, ...fields } = one
      const method = kind.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase())
      if (typeof this.#subject[method] !== 'function') throw notSupported(`this driver has no action ${kind}`)
      await this.#subject[method](fields)
    }
    return this.#subject.takeEvents()
  }

  async #close(params) {
    checkFields(params, 'nothing', 'params')
    await this.#discard()
    return { events: [] }
  }

  async #shutdown(params) {
    checkFields(params, 'nothing', 'params')
    await this.#discard()
    return null
  }

  async #discard() {
    const subject = this.#subject
    this.#subject = undefined
    await subject?.close()
  }
}

/** The id, the method and the params of a call. Missing params are empty params. */
function readCall(line) {
  let call
  try {
    call = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line))
  } catch (error) {
    throw new Refused(codes.parseError, `the line is not JSON: ${error.message}`)
  }
  const { jsonrpc, id, method, params = {} } = isObject(call) ? call : {}
  const isId = typeof id === 'string' || Number.isSafeInteger(id)
  if (jsonrpc !== '2.0' || !isId || typeof method !== 'string') {
    throw new Refused(codes.invalidRequest, 'the line is no call', isId ? id : null)
  }
  return { id, method, params }
}

/** By name: the fields. An action of a role, or a message, is `above/below`. */
const shapes = new Map()
let above = ''
for (const line of vocabulary.trim().split('\n')) {
  const [name, ...fields] = line.trim().split(' ')
  if (!line.startsWith(' ')) above = name
  shapes.set(
    line.startsWith(' ') ? `${above}/${name}` : name,
    fields.map((field) => {
      const [, fieldName, optional, type] = /^(.*?)(\??):(.*)$/.exec(field)
      return { name: fieldName, mayBeMissing: optional === '?', type }
    }),
  )
}

function insist(good, path, wanted) {
  if (!good) throw new Refused(codes.invalidParams, `${path}: ${wanted} is wanted`)
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

function check(value, type, path) {
  if (type.endsWith('?')) {
    if (value !== null) check(value, type.slice(0, -1), path)
  } else if (type.endsWith('*')) {
    checkEach(value, path, (one, at) => check(one, type.slice(0, -1), at))
  } else if (type === 'N') {
    insist(Number.isSafeInteger(value) && value >= 0, path, 'a whole number from 0 on')
  } else if (type === 'T') {
    insist(typeof value === 'string', path, 'a text')
  } else if (type === 'Ask' || type === 'Report') {
    checkVariant(value, type, 'type', path)
  } else if (shapes.has(type)) {
    checkFields(value, type, path)
  } else {
    insist(type.split('|').includes(value), path, `one of ${type}`)
  }
}

function checkEach(values, path, checkOne) {
  insist(Array.isArray(values), path, 'a list')
  for (const [index, value] of values.entries()) checkOne(value, `${path}[${index}]`)
}

function checkVariant(value, union, tag, path) {
  insist(isObject(value) && shapes.has(`${union}/${value[tag]}`), `${path}.${tag}`, `a ${tag} of ${union}`)
  checkFields(value, `${union}/${value[tag]}`, path, tag)
}

function checkFields(value, shape, path, tag) {
  insist(isObject(value), path, 'an object')
  const fields = shapes.get(shape)
  for (const name of Object.keys(value)) {
    insist(name === tag || fields.some((field) => field.name === name), `${path}.${name}`, 'no such field')
  }
  for (const { name, mayBeMissing, type } of fields) {
    const isThere = Object.hasOwn(value, name)
    insist(isThere || mayBeMissing, `${path}.${name}`, 'a value')
    if (isThere) check(value[name], type, `${path}.${name}`)
  }
}
