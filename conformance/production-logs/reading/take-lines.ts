import { type Assembler, type AssemblerOptions, createAssembler, plainText } from './assemble-records.ts'
import { type Envelope, envelopeOf, isYarnHeader } from './envelope.ts'

/** Puts the lines of one file together to records, also if they are those of several processes, each in an envelope. */
export interface LineTaker extends Omit<Assembler, 'layout'> {
  /** The name of the layout, `JSON` for structured logging; undefined as long as no line has a head. */
  readonly layout: () => string | undefined
  /** Whether the lines have envelopes. */
  readonly isEnveloped: () => boolean
}

/** How many processes of one file are told apart. */
const mostSources = 1_000
/** The most characters of a line that comes in parts. */
const mostOfParts = 256 * 1024

export function createLineTaker(options: AssemblerOptions): LineTaker {
  const plain = createAssembler(options)
  let envelope: Envelope | undefined
  const sources = new Map<string, Source>()
  const sourceOf = (name: string): Source => {
    const known = sources.get(name)
    if (known !== undefined) return known
    const last = sources.size < mostSources ? undefined : [...sources.values()].at(-1)
    const { given, onRecord } = options
    const source = last ?? {
      assembler: createAssembler({
        given,
        onRecord: name === '' ? onRecord : (record) => onRecord({ ...record, source: name }),
      }),
      part: '',
    }
    sources.set(name, source)
    return source
  }
  const takeEnveloped = (line: number, opened: ReturnType<Envelope['open']>) => {
    if (opened === undefined) return
    const source = sourceOf(opened.source)
    const text = source.part + opened.text
    if (opened.isPart && text.length < mostOfParts) {
      source.part = text
      return
    }
    source.part = ''
    for (const one of text.split('\n')) source.assembler.take(one, line, undefined)
  }
  return {
    ...plain,
    isEnveloped: () => envelope !== undefined,
    layout() {
      const assemblers = envelope === undefined ? [plain] : [...sources.values()].map(({ assembler }) => assembler)
      const layout = assemblers.find((one) => one.hasHead())?.layout() ?? plain.layout()
      if (layout === undefined) return undefined
      const name = layout === 'JSON' ? layout : layout.name
      return envelope === undefined ? name : `${name}, ${envelope.name}`
    },
    close() {
      plain.close()
      for (const { assembler } of sources.values()) assembler.close()
    },
    end(isInLine) {
      plain.end(isInLine)
      for (const { assembler } of sources.values()) assembler.end(isInLine)
    },
    take(text, line, number) {
      if (envelope === undefined && (!plain.hasHead() || isYarnHeader(text))) {
        envelope = envelopeOf(plainText(text), options.given)
        if (envelope !== undefined) plain.close()
      }
      if (envelope === undefined) plain.take(text, line, number)
      else takeEnveloped(line, envelope.open(plainText(text)))
    },
  }
}

interface Source {
  readonly assembler: Assembler
  /** The parts of a line so far. */
  part: string
}
