import { bitsOf } from './byte-shape.ts'
import { compiledScanner } from './compiled-scanner.ts'
import { wantedByFirstByte } from './interest.ts'
import type { FormPart, LineForm } from './line-form.ts'

/**
 * Scans lines in memory of its own, sixteen bytes at once: it passes over those that show nothing, and finds those that are foreseen. A
 * log in the middle of its epochs says the same over and over, mostly in the same order: so a line is first held against the one that
 * followed the last time.
 */
export interface LineScanner {
  /** Where the text has to lie. */
  readonly text: Buffer
  /** Scans whole lines from there on. Returns where the first one begins that is neither passed over nor foreseen. */
  readonly scan: (begin: number, end: number, passed: PassedLines) => number
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

/**
 * The lines that are passed over: none, or those of level INFO in Spark's default layout, or in Spark's JSON, whose logger shows nothing.
 * A line that is not passed over may be one as well.
 */
export type PassedLines = 'none' | 'plain' | 'JSON'

const numberOfPassed: Readonly<Record<PassedLines, number>> = { none: 0, plain: 1, JSON: 2 }

/** Where a form lies in the memory of a scanner. */
export type KeptForm = number & { readonly kept: unique symbol }

/** The head of a line in Spark's default layout, of level INFO. `0` stands for any digit. */
export const plainHead = '00/00/00 00:00:00 INFO '
const jsonHead = '{"ts":"0000-00-00T00:00:00.000Z","level":"INFO","msg":"'
const contextKey = ',"context":{'
const loggerKey = ',"logger":"'

/** What the compiled scanner exports, as `assembly/scan-lines.ts` has it. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly scan: (begin: number, end: number, passed: number) => number
  readonly came: (form: number) => void
  readonly forget: () => void
  readonly want: (at: number) => void
  readonly foundCount: { readonly value: number }
  readonly lineCount: { readonly value: number }
  readonly plainHeadAt: { readonly value: number }
  readonly jsonHeadAt: { readonly value: number }
  readonly contextKeyAt: { readonly value: number }
  readonly loggerKeyAt: { readonly value: number }
  readonly wantedAt: { readonly value: number }
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

  /** Returns where the memory behind the part begins. */
  const writePart = ({ bytes, bits, behind }: FormPart, from: number): number => {
    const count = Math.ceil(bytes.length / width)
    view.setInt32(from, ['nothing', 'epoch', 'temporary'].indexOf(behind), true)
    view.setInt32(from + 4, bytes.length, true)
    view.setInt32(from + 8, count, true)
    let at = from + 12
    // Most lines that are not foreseen differ in the last bytes of a part.
    for (let vector = count - 1; vector >= 0; vector--) {
      const place = Math.max(0, Math.min(vector * width, bytes.length - width))
      view.setInt32(at, place, true)
      memory.fill(0, at + 4, at + sizeOfVector)
      memory.set(bytes.subarray(place, place + width), at + 4)
      memory.set(bits.subarray(place, place + width), at + 4 + width)
      at += sizeOfVector
    }
    return at
  }
  writePart(partOf(plainHead), wasm.plainHeadAt.value)
  writePart(partOf(jsonHead), wasm.jsonHeadAt.value)
  writePart(partOf(contextKey), wasm.contextKeyAt.value)
  writePart(partOf(loggerKey), wasm.loggerKeyAt.value)
  // Names with packages may be those of wanted loggers.
  memory[wasm.wantedAt.value] = 1
  for (const { name } of wantedByFirstByte.flatMap((wanted) => wanted ?? [])) {
    if (name.length < bytesOfName) throw new Error(`a wanted logger has a name of fewer than ${bytesOfName} letters`)
    text.set(name.bytes)
    wasm.want(0)
  }

  const scanner: LineScanner = {
    text,
    scan: (begin, end, passed) => wasm.scan(begin, end, numberOfPassed[passed]),
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
      view.setUint32(kept, 0, true)
      view.setUint32(kept + 4, 0, true)
      view.setInt32(kept + 8, number, true)
      view.setInt32(kept + 12, form.length, true)
      free = form.reduce((at, part) => writePart(part, at), kept + 16)
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

/** @param text `0` stands for any digit in it */
function partOf(text: string): FormPart {
  const bytes = new TextEncoder().encode(text)
  return { bytes, bits: bitsOf(bytes), behind: 'nothing' }
}
