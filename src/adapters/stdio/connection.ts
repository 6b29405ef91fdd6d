import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { maxLineBytes } from '../../contract/protocol.ts'
import { type CommandLine, type Ending, endedFor, exited, notStarted } from './ending.ts'
import { type Line, lineSplitter } from './lines.ts'
import { killGroup, watchOver } from './live-children.ts'
import { type Response, readResponse, wholeLine } from './response.ts'
import { tail } from './tail.ts'

/** What to start, and how long to wait for it. */
export interface ConnectionOptions extends CommandLine {
  /** The whole environment; the kit's own if absent. */
  readonly env?: NodeJS.ProcessEnv | undefined
  /** The limit of each call. */
  readonly timeoutSeconds: number
  /** Is told all that the process says on its standard error, as it comes. */
  readonly onStderr?: ((text: string) => void) | undefined
}

/** What came back for a line: another line, nothing within the limit, or the end. */
export type Received =
  | Line
  /** A line that was there before anything was asked. */
  | { readonly kind: 'unasked'; readonly text: string }
  | { readonly kind: 'silent' }
  | Ending

/** What came back for a call; `line` is the line as it came, or its beginning. */
export type Answer =
  | (Response & { readonly line: string })
  /** The call is over the limit for lines, and was not sent. */
  | { readonly kind: 'too-much'; readonly bytes: number }
  | { readonly kind: 'silent' }
  | Ending

/**
 * A process and the lines that go to it and come from it: JSON-RPC 2.0, one call at a time, each a line and its
 * answer. Throws nothing: whatever the process does is told in the answer. Knows nothing of the protocol's methods.
 */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #child: ChildProcessWithoutNullStreams | undefined
  readonly #stderr = tail()
  readonly #unread: Line[] = []
  /** In milliseconds; a longer timer would go off at once. */
  readonly #limit: number
  readonly #ended = Promise.withResolvers<Ending>()
  #waiting: ((received: Received) => void) | undefined
  #ending: Ending | undefined
  /** The process has exited; what it wrote may still be on its way. */
  #exit: Ending | undefined
  /** What it did that nothing more can come of. It may be on its way out, and then its exit says more. */
  #blame: string | undefined
  #closing = false
  #calls = 0

  /** Starts the process, without a shell. Whether that went well shows in the first answer. */
  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#limit = Math.min(options.timeoutSeconds * 1_000, 2 ** 31 - 1)
    this.#child = this.#spawn()
  }

  /** Makes a call and waits for its answer. */
  async call(method: string, params: unknown): Promise<Answer> {
    const id = ++this.#calls
    const line = JSON.stringify({ jsonrpc: '2.0', id, method, params })
    const bytes = Buffer.byteLength(line)
    if (bytes > maxLineBytes) return { kind: 'too-much', bytes }
    const received = await this.exchange(line)
    switch (received.kind) {
      case 'line':
        return { ...readResponse(received.text, id), line: received.text }
      case 'too-long':
        return off(`it is longer than ${maxLineBytes} bytes`, received.text)
      case 'not-utf8':
        return off('it is not UTF-8', received.text)
      case 'unasked':
        return off('nobody asked for it', received.text)
      case 'silent':
      case 'ended':
        return received
    }
  }

  /** Writes a line, whatever it says, and waits for one to come back. */
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

  /** The oldest line that came without being asked for, and is not yet taken. */
  unasked(): string | undefined {
    const line = this.#unread.shift()
    if (line !== undefined && this.#unread.length === 0) this.#child?.stdout.resume()
    return line?.text
  }

  /** Closes its standard input, and waits for it to end by itself. */
  async finish(): Promise<Ending | { readonly kind: 'silent' }> {
    this.#closing = true
    this.#child?.stdin.end()
    this.#child?.stdout.resume()
    return await this.#orSilent((settle) => void this.#ended.promise.then(settle))
  }

  /** Ends it, and all that it has started. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.#closing = true
    const child = this.#child
    if (child === undefined || this.#ending !== undefined) return
    killGroup(child)
    if (this.#exit === undefined) await new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
    // Somebody who left the group may still hold the other ends.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
    await this.#ended.promise
  }

  /** The last that it said on its standard error. */
  stderr(): string {
    return this.#stderr.text()
  }

  #spawn(): ChildProcessWithoutNullStreams | undefined {
    const { command, args, cwd, env, onStderr } = this.#options
    try {
      const child = spawn(command, args, { cwd, env, detached: process.platform !== 'win32' })
      watchOver(child)
      const splitter = lineSplitter()
      child.stdout.on('data', (piece: Buffer) => this.#take(splitter.push(piece)))
      child.stdout.on('end', () => {
        this.#blame ??= 'it closed its standard output'
        child.stdin.end()
      })
      child.stdin.on('error', () => {
        this.#blame ??= 'it closed its standard input'
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        this.#stderr.push(text)
        onStderr?.(text)
      })
      child.once('error', (error) => this.#end(notStarted(this.#options, error)))
      child.once('exit', (code, signal) => {
        this.#exit = exited(code, signal)
        // What it has started must not outlive it, nor hold its output open.
        killGroup(child)
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
      // At the end one line is enough to complain of.
      else if (!this.#closing || this.#unread.length === 0) this.#unread.push(line)
    }
    // It may go on when somebody has read this: a flood must not be kept in memory.
    if (this.#unread.length > 0 && !this.#closing && this.#exit === undefined) this.#child?.stdout.pause()
  }

  #end(ending: Ending): void {
    this.#ending ??= ending
    this.#ended.resolve(this.#ending)
    this.#waiting?.(this.#ending)
  }

  /** What `wait` settles on, or what is known when the limit has come. */
  #orSilent<T>(wait: (settle: (value: T) => void) => void): Promise<T | Ending | { readonly kind: 'silent' }> {
    return new Promise((resolve) => {
      const settle = (value: T | Ending | { readonly kind: 'silent' }) => {
        clearTimeout(timer)
        this.#waiting = undefined
        resolve(value)
      }
      const timer = setTimeout(() => settle(this.#silence()), this.#limit)
      wait(settle)
    })
  }

  #silence(): Ending | { readonly kind: 'silent' } {
    if (this.#exit !== undefined) return this.#exit
    return this.#blame === undefined || this.#closing ? { kind: 'silent' } : endedFor(`${this.#blame}, and went on`)
  }
}

const off = (reason: string, line: string): Answer => ({ kind: 'off-protocol', path: wholeLine, reason, line })
