import { levels } from '../observations/sources.ts'
import { inferLayout } from './infer-layout.ts'
import { fieldsIn, headInJson, textAt } from './json-head.ts'
import { headIn, type Layout, layouts } from './layout.ts'

/** What a line of a log has around it: put there by the runtime of a container, a collector of logs, a console. */
export interface Envelope {
  readonly name: string
  /** What is in the line; undefined: the line is the envelope's own. A line that has no envelope is of the last source, as it is. */
  readonly open: (line: string) => Opened | undefined
}

export interface Opened {
  /** Whose line it is, as the envelope names it: a pod, a container. Empty if it names nobody. */
  readonly source: string
  readonly text: string
  /** The next line of the source goes on with this text. */
  readonly isPart: boolean
}

/** The envelope that the line has; undefined if it has none. */
export function envelopeOf(line: string, given: Layout | undefined): Envelope | undefined {
  if (isYarnHeader(line)) return createYarn()
  const isHead: IsHead = given === undefined ? isAnyHead : (text) => headIn(given, text) !== undefined
  if (inJson(line, isHead) !== undefined) return json
  if (kubectl.shape.test(line)) return linesWith(kubectl)
  if (container.shape.test(line)) return linesWith(container)
  if (given === undefined ? isKnownHead(line) : isHead(line, false)) return undefined
  const named = prefixes.find(({ shape, wantsStamp }) => {
    const text = shape.exec(line)?.groups?.['text']
    return text !== undefined && isHead(text, wantsStamp)
  })
  if (named !== undefined) return linesWith(named)
  const unnamed = given === undefined && anyLevel.test(line) ? unnamedPrefix(line) : undefined
  return unnamed === undefined ? undefined : linesWith(unnamed)
}

const isKnownHead = (text: string) => layouts.some(({ first }) => first.test(text)) || headInJson(text) !== undefined

/** Whether the line is a head in a layout that is known, or that its message shows. */
const isAnyHead: IsHead = (text, wantsStamp) => {
  const known = layouts.find(({ first }) => first.test(text))
  if (known !== undefined) return !wantsStamp || (headIn(known, text)?.stamp ?? '') !== ''
  if (headInJson(text) !== undefined) return true
  const inferred = inferLayout(text)
  return inferred !== undefined && (!wantsStamp || (headIn(inferred, text)?.stamp ?? '') !== '')
}

type IsHead = (text: string, wantsStamp: boolean) => boolean

/** A prefix of each line. */
interface Prefix {
  readonly name: string
  /** Groups: `source`, if it names one, `part` (`P` for a part of a line) and `text`. */
  readonly shape: RegExp
  /** The text has to have a stamp of its own: otherwise that of the prefix is its own. */
  readonly wantsStamp: boolean
}

const iso = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?'
const text = '(?<text>.*)$'
const ofContainer = `${iso} std(?:out|err) (?<part>[FP]) `

const kubectl: Prefix = {
  name: 'lines of kubectl logs --prefix',
  shape: new RegExp(`^\\[(?<source>pod/[^\\]\\s]{1,300})\\] (?:${ofContainer}|${iso} )?${text}`, 's'),
  wantsStamp: false,
}
const container: Prefix = {
  name: 'lines of a container runtime',
  shape: new RegExp(`^${ofContainer}${text}`, 's'),
  wantsStamp: false,
}

/** They are looked for only where the rest of the line is a head. */
const prefixes: readonly Prefix[] = [
  {
    name: 'lines of docker compose',
    shape: new RegExp(`^(?<source>[\\w.-]{1,200}) *\\| ${text}`, 's'),
    wantsStamp: false,
  },
  {
    name: 'lines of syslog or journald',
    shape: new RegExp(
      `^(?:<\\d{1,3}>)?(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?|${iso}) (?<source>\\S{1,200} [^\\s:\\[]{1,200}(?:\\[\\d+\\])?): ${text}`,
      's',
    ),
    wantsStamp: false,
  },
  {
    name: 'lines of syslog (RFC 5424)',
    shape: new RegExp(
      `^<\\d{1,3}>1 ${iso} (?<source>\\S{1,200} \\S{1,200} \\S{1,200}) \\S{1,200} (?:-|\\[.{0,400}?\\]) ${text}`,
      's',
    ),
    wantsStamp: false,
  },
  {
    name: 'lines with a stamp and a stream',
    shape: new RegExp(`^${iso} (?<source>(?=\\S*[A-Za-z])[\\w./:-]{1,300}) ${text}`, 's'),
    wantsStamp: true,
  },
  { name: 'lines with a stamp of their collector', shape: new RegExp(`^${iso} ${text}`, 's'), wantsStamp: true },
]

// Most lines of other programs have no level.
const anyLevel = new RegExp(levels.join('|'))

const behindPrefix = layouts
  .map(({ first: { source } }) => source)
  .filter((source) => source.startsWith('^(?<stamp>'))
  // A time alone may be a part of another stamp, which ends with its date.
  .map((source) => ({ source, end: /\{2\}(?:\\\/|-)/.test(source) ? '[^\\w/.,]' : '[^\\w/.:,-]' }))
  .map(({ source, end }) => new RegExp(`^(?<prefix>.{0,200}?${end}|)(?<blank>\\s*(?:// ?)?)${source.slice(1)}`, 's'))

/** Any other text before a head, as a comment or `grep` puts one before each line. */
function unnamedPrefix(line: string): Prefix | undefined {
  for (const shape of behindPrefix) {
    const { prefix = '', blank = '' } = shape.exec(line)?.groups ?? {}
    const before = prefix + blank
    if (before === '') continue
    const own = before
      .replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      .replaceAll(/[A-Za-z]*\d[A-Za-z\d]*/g, '[A-Za-z\\d]{1,60}')
      .replaceAll(/\s+$/g, '\\s*')
    // A text in quotes, as in CSV.
    const isQuoted = before.endsWith('"')
    return {
      name: 'lines behind a prefix',
      shape: new RegExp(`^${own}(?<text>.*?)${isQuoted ? '(?:"[^"]*)?' : ''}$`, 's'),
      wantsStamp: false,
    }
  }
  return undefined
}

function linesWith({ name, shape }: Prefix): Envelope {
  let last = ''
  const heads = name === 'lines behind a prefix' ? behindPrefix : []
  return {
    name,
    open(line) {
      const groups = shape.exec(line)?.groups
      if (groups !== undefined) {
        last = groups['source'] ?? last
        return { source: last, text: groups['text'] ?? '', isPart: groups['part'] === 'P' }
      }
      // Another prefix, of which the head is what shows it.
      const found = heads.map((head) => head.exec(line)?.groups).find((one) => one !== undefined)
      const before = (found?.['prefix'] ?? '') + (found?.['blank'] ?? '')
      return { source: last, text: line.slice(before.length), isPart: false }
    },
  }
}

const json: Envelope = {
  name: 'JSON around each line',
  open: (line) => inJson(line, () => true) ?? { source: '', text: line, isPart: false },
}

/**
 * Docker's own file and what collectors make of it: a text in a field, and whose it is in others. A record with level and logger of its
 * own is none, unless its message is a whole line of a log.
 */
function inJson(line: string, isHead: IsHead): Opened | undefined {
  const fields = fieldsIn(line)
  if (fields === undefined) return undefined
  const whole = textAt(fields, ['log', 'message', 'MESSAGE', 'textPayload', 'line', '_raw', 'msg', 'event'])
  if (whole === undefined) return undefined
  const inner = whole.replace(/\r?\n$/, '')
  const isDocker = typeof fields['stream'] === 'string' && typeof fields['log'] === 'string'
  const hasOwnHead = headInJson(line) !== undefined
  if (hasOwnHead && !isHead(inner, true)) return undefined
  if (!isDocker && !isHead(inner, false) && !isCollected(fields)) return undefined
  return {
    source: textAt(fields, sources) ?? '',
    text: inner,
    isPart: isDocker && !whole.endsWith('\n') && Buffer.byteLength(whole) === partOfDocker,
  }
}

/** Docker cuts lines to parts of that many bytes. Other collectors leave out the line break. */
const partOfDocker = 16_384

const sources = [
  'kubernetes.pod_name',
  'kubernetes.pod.name',
  'resource.labels.pod_name',
  'labels.pod',
  'pod_name',
  'pod',
  'container_name',
  'container.name',
  '_SYSTEMD_UNIT',
  'logStreamName',
]

/** Fields that only collectors write. */
const isCollected = (fields: Readonly<Record<string, unknown>>) =>
  ['kubernetes', '__REALTIME_TIMESTAMP', 'textPayload', 'logStreamName'].some((name) => Object.hasOwn(fields, name))

export const isYarnHeader = (line: string) => /^Container: container_\w+ on /.test(line)

/** Aggregated logs of YARN: the files of many containers, one after the other. */
function createYarn(): Envelope {
  let [isHeader, container, type] = [false, '', '']
  return {
    name: 'aggregated logs of YARN',
    open(line) {
      const [, begun] = /^Container: (container_\w+) on /.exec(line) ?? []
      if (begun !== undefined) {
        container = begun
        isHeader = true
        return undefined
      }
      const [, named] = /^LogType: ?(\S+)$/.exec(line) ?? []
      if (named !== undefined) {
        type = named
        isHeader = true
        return undefined
      }
      if (isHeader && /^Log ?Contents:$/.test(line)) {
        isHeader = false
        return undefined
      }
      if (isHeader || /^End of LogType: ?\S+/.test(line)) return undefined
      return { source: `${container} ${type}`.trim(), text: line, isPart: false }
    },
  }
}
