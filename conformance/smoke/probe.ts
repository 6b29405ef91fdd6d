import { checkResult } from '../../src/adapters/stdio/check-result.ts'
import { Connection, type ConnectionOptions } from '../../src/adapters/stdio/connection.ts'
import type { Ending } from '../../src/adapters/stdio/ending.ts'
import { excerpt } from '../../src/adapters/stdio/excerpt.ts'
import { parseJson } from '../../src/adapters/stdio/json.ts'
import { kitVersion } from '../../src/adapters/stdio/kit-version.ts'
import { type Response, readResponse } from '../../src/adapters/stdio/response.ts'
import {
  errorCodes,
  type Identity,
  type Method,
  maxLineBytes,
  protocolVersion,
  type Result,
} from '../../src/contract/protocol.ts'
import type { SmokeLine } from './finding.ts'
import { Lost, NotSeen, Unexpected } from './unexpected.ts'

const shownLength = 400
const strayLimit = 1_000
const idDistance = 7

const lineFaults = {
  'too-long': `longer than ${maxLineBytes} bytes`,
  'not-utf8': 'not UTF-8',
  unasked: 'there before the call',
} as const

type Answered = Exclude<Response, { readonly kind: 'off-protocol' }>

/**
 * Speaks to a driver line by line, and records the lines. A line that is no response to the call is put aside and the next
 * one is read, so that a driver that prints other lines can be checked, too.
 */
export class Probe {
  /** Lines on standard output that are no answers, or second answers to a call. */
  readonly stray: string[] = []
  /** Whether any line ever came back. */
  answered = false
  /** The identity from the first initialize. */
  identity: Identity | undefined
  readonly #options: ConnectionOptions
  #connection: Connection | undefined
  #initialized = false
  #stderr = ''
  #lines: SmokeLine[] = []
  #lastId = 0
  #sawSilence = false

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** Starts the program if it does not run. */
  start(): void {
    this.#connection ??= new Connection(this.#options)
  }

  /** Starts and initializes the program, if necessary. */
  async startSession(): Promise<void> {
    this.start()
    if (!this.#initialized) await this.initialize()
  }

  async initialize(): Promise<Identity> {
    const identity = await this.result('initialize', { protocol: protocolVersion, kit: kitVersion })
    this.#initialized = true
    this.identity ??= identity
    return identity
  }

  /** Ends the program, if it runs. */
  async kill(): Promise<void> {
    const connection = this.#connection
    this.#connection = undefined
    this.#initialized = false
    await connection?.kill()
    this.#stderr = connection?.stderr() ?? this.#stderr
  }

  /** The lines in both directions since the previous call of this method. */
  takeLines(): readonly SmokeLine[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }

  /** The end of the standard error of the program. */
  stderr(): string {
    return this.#connection?.stderr() ?? this.#stderr
  }

  /** Makes a call whose result must match the schema. */
  async result<M extends Method>(method: M, params: unknown): Promise<Result<M>> {
    return this.#resultOf(method, await this.#call(method, params))
  }

  /** The same, with a line of exactly so many bytes: `paramsWith` puts a text into the params, or spaces are added. */
  async resultOfSize<M extends Method>(
    method: M,
    paramsWith: (text: string) => unknown,
    bytes: number,
  ): Promise<Result<M>> {
    const id = this.#newId()
    const lineWith = (text: string) => JSON.stringify({ jsonrpc: '2.0', id, method, params: paramsWith(text) })
    const padding = bytes - Buffer.byteLength(lineWith(''))
    const line = lineWith('x'.repeat(padding))
    const missing = bytes - Buffer.byteLength(line)
    return this.#resultOf(method, await this.#answerTo(line.replace(',', `,${' '.repeat(missing)}`), id))
  }

  #resultOf<M extends Method>(method: M, response: Answered): Result<M> {
    if (response.kind === 'error') {
      if (response.code === errorCodes.notSupported) throw new NotSeen(`not supported: ${response.message}`)
      throw new Unexpected(`${method} was refused (${response.code}): ${response.message}`)
    }
    const checked = checkResult(method, response.result, () => undefined)
    if (checked.kind === 'bad') throw new Unexpected(`${checked.path}: ${checked.reason}`)
    return checked.result
  }

  /** Makes a call that must be refused with this code. */
  async refusal(method: string, params: unknown, code: number): Promise<void> {
    insistOnError(await this.#call(method, params), code)
  }

  /** Sends a raw line that must be refused with this code and without an id. */
  async refusalOfLine(line: string, code: number): Promise<void> {
    const said = Object(parsedOf(await this.#exchange(line)))
    const id: unknown = Reflect.get(said, 'id')
    if (id !== null) throw new Unexpected(`the id is ${JSON.stringify(id)}, but no call can be read from the line`)
    insistOnError(readResponse(JSON.stringify({ ...said, id: 0 }), 0), code)
  }

  /** Sends a raw line that is a call, and must be refused with this code. */
  async refusalOfCall(lineWith: (id: number) => string, code: number): Promise<void> {
    const id = this.#newId()
    insistOnError(await this.#answerTo(lineWith(id), id), code)
  }

  /** Closes the standard input of the driver, which must then end. */
  async finish(): Promise<Ending> {
    const connection = this.#running()
    const ending = await connection.finish()
    for (let line = connection.unasked(); line !== undefined; line = connection.unasked()) this.#putAside(line)
    if (ending.kind === 'silent') throw new Lost(`it was still there after ${this.#limit()}`)
    return ending
  }

  #call(method: string, params: unknown): Promise<Answered> {
    const id = this.#newId()
    return this.#answerTo(JSON.stringify({ jsonrpc: '2.0', id, method, params }), id)
  }

  /** Not one by one, so that a driver that counts the calls is found out. */
  #newId(): number {
    this.#lastId += idDistance
    return this.#lastId
  }

  async #answerTo(line: string, id: number): Promise<Answered> {
    const came = await this.#exchange(line)
    const response = readResponse(came, id)
    if (response.kind === 'off-protocol') throw new Lost(`${response.path}: ${response.reason}`)
    // It has perhaps read one line as two, and answers each.
    if (Object(parsedOf(came)).id === null) throw new Lost(`it read no call: ${excerpt(came, shownLength)}`)
    return response
  }

  /** Sends a line, and returns the next line that may be the answer to it. */
  async #exchange(line: string): Promise<string> {
    const connection = this.#running()
    for (let early = connection.unasked(); early !== undefined; early = connection.unasked()) this.#putAside(early)
    this.#lines.push({ direction: 'sent', text: excerpt(line, shownLength) })
    let received = await connection.exchange(line)
    while (received.kind === 'line' && this.#isStray(received.text) && this.stray.length < strayLimit) {
      this.#putAside(received.text)
      received = await connection.next()
    }
    if (received.kind === 'ended') throw new Lost(received.reason)
    if (received.kind === 'silent') throw new Lost(await this.#whySilent(connection))
    this.answered = true
    this.#lines.push({ direction: 'came', text: excerpt(received.text, shownLength) })
    if (received.kind !== 'line') throw new Lost(`the line is ${lineFaults[received.kind]}`)
    return received.text
  }

  /** Whether the line is no answer, or one to an earlier call. */
  #isStray(line: string): boolean {
    const parsed = parseJson(line)
    if (parsed.kind === 'too-deep') return false
    const value = parsed.kind === 'json' ? parsed.value : undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value) || 'method' in value) return true
    const id = 'id' in value ? value.id : undefined
    return typeof id === 'number' && id > 0 && id < this.#lastId && id % idDistance === 0
  }

  /** At the first silence, the end of the input shows whether the answers wait in a buffer. */
  async #whySilent(connection: Connection): Promise<string> {
    const silence = `no answer within ${this.#limit()}`
    if (this.answered || this.#sawSilence) return silence
    this.#sawSilence = true
    await connection.finish()
    const late = connection.unasked()
    if (late === undefined || this.#isStray(late)) return silence
    return `${silence}; it came when the standard input ended: flush standard output after each line`
  }

  /** A driver that is only slow, as a JVM on a loaded machine, needs another limit. */
  #limit(): string {
    return `${this.#options.timeoutSeconds} s (the limit that --timeout sets)`
  }

  #putAside(line: string): void {
    this.stray.push(excerpt(line, shownLength))
  }

  #running(): Connection {
    if (this.#connection === undefined) throw new Error('the program is started before it is talked to')
    return this.#connection
  }
}

function parsedOf(line: string): unknown {
  const parsed = parseJson(line)
  return parsed.kind === 'json' ? parsed.value : undefined
}

function insistOnError(response: Response, code: number): void {
  if (response.kind === 'off-protocol') throw new Unexpected(`${response.path}: ${response.reason}`)
  if (response.kind === 'result') throw new Unexpected(`it was not refused: ${JSON.stringify(response.result)}`)
  if (response.code !== code) throw new Unexpected(`it was refused with ${response.code}: ${response.message}`)
}
