import { compiledScanner } from './compiled-scanner.ts'
import { wantedByFirstByte } from './interest.ts'
import type { LineForm } from './line-form.ts'

/**
 * Scans lines in memory of its own, sixteen bytes at once: it passes over those that show nothing, and finds those that are foreseen. A
 * log in the middle of its epochs says the same over and over, mostly in the same order: so a line is first held against the one that
 * followed the last time.
 */
export interface LineScanner {
  /** Where the text has to lie. */
  readonly text: Buffer
  /**
   * Scans whole lines from there on. Returns where the first one begins that is neither passed over nor foreseen. `mayPass`: plain heads
   * of loggers whose records show nothing are passed over.
   */
  readonly scan: (begin: number, end: number, mayPass: boolean) => number
  /** The lines of the last scan. */
  readonly lines: () => number
  /** How many of them were foreseen. The next four are asked with a number below. */
  readonly found: () => number
  readonly numberOf: (found: number) => number
  readonly beginOf: (found: number) => number
  /** The lines before it, since the scan began. */
  readonly linesBefore: (found: number) => number
  readonly epochOf: (found: number) => number
  /** Keeps the form of a line, with a number for it. Undefined: no more of them can be kept. */
  readonly keep: (form: LineForm, number: number) => KeptForm | undefined
  /** A line of this form came: it is expected where it came now. */
  readonly came: (form: KeptForm) => void
  /** Forgets all forms. */
  readonly forget: () => void
  /** The scanner is used for another file. */
  readonly release: () => void
}

/** Where a form lies in the memory of a scanner. */
export type KeptForm = number & { readonly kept: unique symbol }

/** The head of a line in Spark's default layout, of level INFO. */
export const plainHead = '00/00/00 00:00:00 INFO '

/** What the compiled scanner exports, as `assembly/scan-lines.ts` has it. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly scan: (begin: number, end: number, mayPass: number) => number
  readonly came: (form: number) => void
  readonly forget: () => void
  readonly setHead: (length: number) => void
  readonly want: (at: number) => void
  readonly foundCount: { readonly value: number }
  readonly lineCount: { readonly value: number }
  readonly headAt: { readonly value: number }
  readonly foundAt: { readonly value: number }
  readonly formsAt: { readonly value: number }
  readonly formsEnd: { readonly value: number }
  readonly textAt: { readonly value: number }
  readonly textSize: { readonly value: number }
}

/** What is used of it. The library of types that goes with Node has none of it. */
declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array) => object
      readonly Instance: new (module: object) => { readonly exports: unknown }
    }
  | undefined

/** Scanners that no file uses just now: files are mostly read one after another. */
const idle: LineScanner[] = []
let compiled: object | undefined

/** Undefined where Node runs without WebAssembly: no line is passed over or foreseen then. */
export function createLineScanner(): LineScanner | undefined {
  if (typeof WebAssembly === 'undefined') return undefined
  compiled ??= new WebAssembly.Module(Buffer.from(compiledScanner, 'base64'))
  // The types of the exports stand in another language.
  return idle.pop() ?? scannerOf(new WebAssembly.Instance(compiled).exports as Exports)
}

function scannerOf(wasm: Exports): LineScanner {
  const memory = Buffer.from(wasm.memory.buffer)
  const view = new DataView(wasm.memory.buffer)
  const text = memory.subarray(wasm.textAt.value, wasm.textAt.value + wasm.textSize.value)
  const foundAt = wasm.foundAt.value
  const [ints, doubles] = [new Int32Array(wasm.memory.buffer, foundAt), new Float64Array(wasm.memory.buffer, foundAt)]
  let free = wasm.formsAt.value

  const head = Buffer.from(plainHead)
  const [first, second] = [0, head.length - width]
  const bits = bitsOf(head)
  memory.set(head.subarray(first, width), wasm.headAt.value)
  memory.set(head.subarray(second), wasm.headAt.value + width)
  memory.set(bits.subarray(first, width), wasm.headAt.value + 2 * width)
  memory.set(bits.subarray(second), wasm.headAt.value + 3 * width)
  wasm.setHead(head.length)
  for (const { name } of wantedByFirstByte.flatMap((wanted) => wanted ?? [])) {
    if (name.length < bytesOfName) throw new Error(`a wanted logger has a name of fewer than ${bytesOfName} letters`)
    text.set(name.bytes)
    wasm.want(0)
  }

  const scanner: LineScanner = {
    text,
    scan: (begin, end, mayPass) => wasm.scan(begin, end, mayPass ? 1 : 0),
    lines: () => wasm.lineCount.value,
    found: () => wasm.foundCount.value,
    numberOf: (found) => ints[6 * found] ?? 0,
    beginOf: (found) => ints[6 * found + 1] ?? 0,
    linesBefore: (found) => ints[6 * found + 2] ?? 0,
    epochOf(found) {
      const epoch = ints[6 * found + 3] ?? 0
      return epoch >= 0 ? epoch : (doubles[3 * found + 2] ?? 0)
    },
    keep(form, number) {
      const kept = free
      if (kept + sizeOf(form) > wasm.formsEnd.value) return undefined
      let at = kept + 16
      view.setUint32(kept, 0, true)
      view.setUint32(kept + 4, 0, true)
      view.setInt32(kept + 8, number, true)
      view.setInt32(kept + 12, form.length, true)
      for (const { bytes, bits, behind } of form) {
        const count = Math.ceil(bytes.length / width)
        view.setInt32(at, ['nothing', 'epoch', 'temporary'].indexOf(behind), true)
        view.setInt32(at + 4, bytes.length, true)
        view.setInt32(at + 8, count, true)
        at += 12
        // Most lines that are not foreseen differ in the last bytes of a part.
        for (let vector = count - 1; vector >= 0; vector--) {
          const from = Math.max(0, Math.min(vector * width, bytes.length - width))
          view.setInt32(at, from, true)
          memory.fill(0, at + 4, at + sizeOfVector)
          memory.set(bytes.subarray(from, from + width), at + 4)
          memory.set(bits.subarray(from, from + width), at + 4 + width)
          at += sizeOfVector
        }
      }
      free = at
      return kept as KeptForm
    },
    came: wasm.came,
    forget() {
      wasm.forget()
      free = wasm.formsAt.value
    },
    release() {
      scanner.forget()
      idle.push(scanner)
    },
  }
  return scanner
}

const width = 16
/** The place of a vector, its bytes and bits. */
const sizeOfVector = 4 + 2 * width
const bytesOfName = 5

const sizeOf = (form: LineForm): number =>
  form.reduce((size, { bytes }) => size + 12 + sizeOfVector * Math.ceil(bytes.length / width), 16)

/** Of each digit the bits that all characters from `0` to `?` share: the class of digits in `layout.ts`. */
const bitsOf = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte === 0x30 ? 0xf0 : 0xff))
