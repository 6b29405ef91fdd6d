import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { maxLineBytes } from '../../contract/protocol.ts'
import { type CommandLine, type Ending, endedFor, exited, notStarted } from './ending.ts'
import { guardMark } from './guard.ts'
import { markedEnvironment, newMark } from './kin.ts'
import { type Line, lineSplitter } from './lines.ts'
import { killFamily, watchOver } from './live-children.ts'
import { type Response, readResponse, wholeLine } from './response.ts'
import { tail } from './tail.ts'

/** The program, and the time limit. */
export interface ConnectionOptions extends CommandLine {
  /** The whole environment. Default: that of the kit. */
  readonly env?: NodeJS.ProcessEnv | undefined
  /** The time limit per call. */
  readonly timeoutSeconds: number
  /** Receives the standard error of the process, as it comes. */
  readonly onStderr?: ((text: string) => void) | undefined
}

/** The result of a line: another line, nothing within the time limit, or the end of the process. */
export type Received =
  | Line
  /** A line that arrived before the call. */
  | { readonly kind: 'unasked'; readonly text: string }
  | { readonly kind: 'silent' }
  | Ending

/** The result of a call. `line` is the received line, or its beginning. */
export type Answer =
  | (Response & { readonly line: string })
  /** The call is longer than a line may be, and was not sent. */
  | { readonly kind: 'too-much'; readonly bytes: number }
  | { readonly kind: 'silent' }
  | Ending

/**
 * A process and its lines in both directions: JSON-RPC 2.0, one call at a time, one line per call and per response. Never
 * throws: the returned value says what the process did. Knows no method of the protocol.
 */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #child: ChildProcessWithoutNullStreams | undefined
  readonly #stderr = tail()
  readonly #unread: Line[] = []
  /** In milliseconds. A longer timer would fire at once. */
  readonly #limit: number
  readonly #ended = Promise.withResolvers<Ending>()
  #waiting: ((received: Received) => void) | undefined
  #ending: Ending | undefined
  /** The process has exited. Its last output may not have arrived yet. */
  #exit: Ending | undefined
  /** The reason for which no more output can come. If the process exits soon, its exit code says more. */
  #endOfOutput: string | undefined
  #closing = false
  #calls = 0

  /** Starts the process, without a shell. The first call shows whether it started. */
  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#limit = Math.min(options.timeoutSeconds * 1_000, 2 ** 31 - 1)
    this.#child = this.#spawn()
  }

  /** Makes a call and waits for its response, which may have at most `mostItems` items. */
  async call(method: string, params: unknown, mostItems: number): Promise<Answer> {
    const id = ++this.#calls
    const line = JSON.stringify({ jsonrpc: '2.0', id, method, params })
    const bytes = Buffer.byteLength(line)
    if (bytes > maxLineBytes) return { kind: 'too-much', bytes }
    const received = await this.exchange(line)
    switch (received.kind) {
      case 'line':
        return { ...readResponse(received.text, id, mostItems), line: received.text }
      case 'too-long':
        return off(`it is longer than ${maxLineBytes} bytes`, received.text)
      case 'not-utf8':
        return off('it is not UTF-8', received.text)
      case 'unasked':
        return off('no call was open', received.text)
      case 'silent':
      case 'ended':
        return received
    }
  }

  /** Writes any line, and waits for a line in return. */
  exchange(line: string): Promise<Received> {
    const unasked = this.unasked()
    if (unasked !== undefined) return Promise.resolve({ kind: 'unasked', text: unasked })
    this.#child?.stdin.write(`${line}\n`)
    return this.next()
  }

  /** Waits for the next line. */
  next(): Promise<Received> {
    const [line] = this.#unread
    if (line !== undefined) {
      this.unasked()
      return Promise.resolve(line)
    }
    return this.#orSilent<Received>((settle) => {
      if (this.#ending !== undefined) settle(this.#ending)
      else this.#waiting = settle
    })
  }

  /** The oldest received line that no call has taken. */
  unasked(): string | undefined {
    const line = this.#unread.shift()
    if (line !== undefined && this.#unread.length === 0) this.#child?.stdout.resume()
    return line?.text
  }

  /** Closes its standard input, and waits until the process ends by itself. */
  async finish(): Promise<Ending | { readonly kind: 'silent' }> {
    this.#closing = true
    this.#child?.stdin.end()
    this.#child?.stdout.resume()
    return await this.#orSilent((settle) => void this.#ended.promise.then(settle))
  }

  /** Kills the process and all its children. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.#closing = true
    const child = this.#child
    if (child === undefined || this.#ending !== undefined) return
    killFamily(child)
    if (this.#exit === undefined) await new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
    // A child outside the process group may still hold the pipes.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
    await this.#ended.promise
  }

  /** The end of its standard error. */
  stderr(): string {
    return this.#stderr.text()
  }

  #spawn(): ChildProcessWithoutNullStreams | undefined {
    const { command, args, cwd, onStderr } = this.#options
    const mark = newMark()
    const env = markedEnvironment(this.#options.env ?? process.env, mark)
    try {
      guardMark(mark)
      const child = spawn(command, args, { cwd, env, detached: process.platform !== 'win32' })
      watchOver(child, mark)
      const splitter = lineSplitter()
      child.stdout.on('data', (piece: Buffer) => this.#take(splitter.push(piece)))
      child.stdout.on('end', () => {
        this.#endOfOutput ??= 'it closed its standard output'
        child.stdin.end()
      })
      child.stdin.on('error', () => {
        this.#endOfOutput ??= 'it closed its standard input'
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        this.#stderr.push(text)
        onStderr?.(text)
      })
      child.once('error', (error) => this.#end(notStarted(this.#options, error)))
      child.once('exit', (code, signal) => {
        this.#exit = exited(code, signal)
        child.stdout.resume()
      })
      child.once('close', () => this.#end(this.#exit ?? exited(null, null)))
      return child
    } catch (error) {
      this.#end(notStarted(this.#options, error instanceof Error ? error : new Error(String(error))))
      return undefined
    }
  }

  #take(lines: readonly Line[]): void {
    for (const line of lines) {
      if (this.#waiting !== undefined) this.#waiting(line)
      // At the end of the session one line is enough for a complaint.
      else if (!this.#closing || this.#unread.length === 0) this.#unread.push(line)
    }
    // Reading resumes when a line is taken, so that a flood does not fill the memory.
    if (this.#unread.length > 0 && !this.#closing && this.#exit === undefined) this.#child?.stdout.pause()
  }

  #end(ending: Ending): void {
    this.#ending ??= ending
    this.#ended.resolve(this.#ending)
    this.#waiting?.(this.#ending)
  }

  /** The value of `wait`, or what is known at the time limit. */
  #orSilent<T>(wait: (settle: (value: T) => void) => void): Promise<T | Ending | { readonly kind: 'silent' }> {
    return new Promise((resolve) => {
      const settle = (value: T | Ending | { readonly kind: 'silent' }) => {
        clearTimeout(timer)
        this.#waiting = undefined
        resolve(value)
      }
      const timer = setTimeout(() => settle(this.#noOutput()), this.#limit)
      wait(settle)
    })
  }

  #noOutput(): Ending | { readonly kind: 'silent' } {
    if (this.#exit !== undefined) return this.#exit
    return this.#endOfOutput === undefined || this.#closing
      ? { kind: 'silent' }
      : endedFor(`${this.#endOfOutput}, and went on`)
  }
}

const off = (reason: string, line: string): Answer => ({ kind: 'off-protocol', path: wholeLine, reason, line })
