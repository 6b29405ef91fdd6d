import { checkResult } from '../../src/adapters/stdio/check-result.ts'
import { Connection, type ConnectionOptions, type Received } from '../../src/adapters/stdio/connection.ts'
import type { Ending } from '../../src/adapters/stdio/ending.ts'
import { excerpt } from '../../src/adapters/stdio/excerpt.ts'
import { parseJson } from '../../src/adapters/stdio/json.ts'
import { kitVersion } from '../../src/adapters/stdio/kit-version.ts'
import { type Response, readResponse } from '../../src/adapters/stdio/response.ts'
import { errorCodes, type Identity, type Method, protocolVersion, type Result } from '../../src/contract/protocol.ts'
import type { SmokeLine } from './finding.ts'
import { Lost, NotSeen, Unexpected } from './unexpected.ts'

const shownLength = 400
const strayLimit = 1_000

/**
 * Speaks to a driver line by line, and records the lines. A line that is not a response is put aside and the next one is read, so
 * that a driver that prints other lines can be checked, too.
 */
export class Probe {
  /** Lines on standard output that are not responses. */
  readonly stray: string[] = []
  /** Whether any line ever came back. */
  answered = false
  /** The identity from the latest initialize. */
  identity: Identity | undefined
  readonly #options: ConnectionOptions
  #connection: Connection | undefined
  #initialized = false
  #stderr = ''
  #lines: SmokeLine[] = []
  #calls = 0

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
    this.identity = await this.result('initialize', { protocol: protocolVersion, kit: kitVersion })
    this.#initialized = true
    return this.identity
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
    const response = await this.#call(method, params)
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

  /** Closes the standard input of the driver, which must then end. */
  async finish(): Promise<Ending> {
    const connection = this.#running()
    const ending = await connection.finish()
    for (let line = connection.unasked(); line !== undefined; line = connection.unasked()) this.#putAside(line)
    if (ending.kind === 'silent') throw new Lost(`it was still there after ${this.#options.timeoutSeconds} s`)
    return ending
  }

  async #call(method: string, params: unknown): Promise<Exclude<Response, { readonly kind: 'off-protocol' }>> {
    const id = ++this.#calls
    const came = await this.#exchange(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    const response = readResponse(came, id)
    if (response.kind === 'off-protocol') throw new Lost(`${response.path}: ${response.reason}`)
    return response
  }

  /** Sends a line, and returns the next line that is a JSON object. */
  async #exchange(line: string): Promise<string> {
    const connection = this.#running()
    for (let early = connection.unasked(); early !== undefined; early = connection.unasked()) this.#putAside(early)
    this.#lines.push({ direction: 'sent', text: excerpt(line, shownLength) })
    let received = await connection.exchange(line)
    while (isStray(received) && this.stray.length < strayLimit) {
      this.#putAside(received.text)
      received = await connection.next()
    }
    if (received.kind === 'ended') throw new Lost(received.reason)
    if (received.kind === 'silent') throw new Lost(`no answer within ${this.#options.timeoutSeconds} s`)
    this.answered = true
    this.#lines.push({ direction: 'came', text: excerpt(received.text, shownLength) })
    if (received.kind !== 'line') throw new Lost(`the line is ${received.kind}`)
    return received.text
  }

  #putAside(line: string): void {
    this.stray.push(excerpt(line, shownLength))
  }

  #running(): Connection {
    if (this.#connection === undefined) throw new Error('the program is started before it is talked to')
    return this.#connection
  }
}

function isStray(received: Received): received is Extract<Received, { readonly text: string }> {
  return received.kind === 'line' && typeof parsedOf(received.text) !== 'object'
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
