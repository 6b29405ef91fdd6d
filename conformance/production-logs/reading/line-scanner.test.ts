import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wantedByFirstByte } from './interest.ts'
import { formOf } from './line-form.ts'
import { createLineScanner, type LineScanner, type PassedLines } from './line-scanner.ts'
import { head as isHead, newPeeked, peekOf } from './peek.ts'
import { peekJson } from './peek-json.ts'

const uuid = '7f53a3bb-ab7d-4824-8404-dcaa6cdbe507'
const head = '26/11/28 12:00:00 INFO '
const renamed = (epoch: number, temporary = `${epoch}.${uuid}`) =>
  `${head}CheckpointFileManager: Renamed temp file file:/c/offsets/.${temporary}.tmp to file:/c/offsets/${epoch}`
const begun = (epoch: number, temporary = `${epoch}.${uuid}`) =>
  `${head}CheckpointFileManager: Writing atomically to file:/c/offsets/${epoch} using temp file file:/c/offsets/.${temporary}.tmp`
const committing = (partition: number, epoch: number | string) =>
  `${head}ContinuousWriteRDD: Writer for partition ${partition} in epoch ${epoch} is committing.`
const json = (logger: string, msg: string) =>
  JSON.stringify({ ts: '2026-11-28T12:24:55.892Z', level: 'INFO', msg, logger })
const noise = (message: string) => `${head}MemoryStore: ${message}`
const wantedNames = wantedByFirstByte.flatMap((wanted) => wanted ?? []).map(({ text }) => text)

const peek = peekOf({ stamp: 'short-date', thread: 'none', behindLogger: ': ' })
const seed = Number(process.env['FUZZ_SEED'] ?? 7)

function newScanner(): LineScanner {
  const scanner = createLineScanner()
  if (scanner === undefined) throw new Error('this Node runs without WebAssembly')
  return scanner
}

/** Keeps the form of a line. */
function keep(scanner: LineScanner, line: string, number: number) {
  const bytes = new TextEncoder().encode(line)
  const view = new DataView(bytes.buffer)
  const peeked = newPeeked()
  peek(view, 0, bytes.length, peeked)
  const form = formOf(view, { ...peeked, begin: 0, end: bytes.length })
  const kept = form === undefined ? undefined : scanner.keep(form, number)
  if (kept === undefined) throw new Error(`no form was kept of ${line}`)
  return kept
}

/** Scans the text. Something else stands behind it in the memory. */
function scan(scanner: LineScanner, text: string, passed: PassedLines = 'plain') {
  const length = scanner.text.write(text)
  scanner.text.write('\n12345"\n', length)
  const next = scanner.scan(0, length, passed)
  return {
    rest: text.slice(next),
    lines: scanner.lines(),
    found: Array.from({ length: scanner.found() }, (_, one) => ({
      number: scanner.numberOf(one),
      begin: scanner.beginOf(one),
      before: scanner.linesBefore(one),
      epoch: scanner.epochOf(one),
    })),
  }
}

/** What a scan finds in the text once this line came twice. */
function foundAfter(came: string, text: string) {
  const scanner = newScanner()
  const form = keep(scanner, came, 3)
  scanner.came(form)
  scanner.came(form)
  const found = scan(scanner, text)
  scanner.release()
  return found
}

describe('a line that is foreseen', () => {
  it.each([renamed(7), begun(7)])('differs in its stamp, epoch and temporary name only: %s', (line) => {
    const next = line.replaceAll('7.7f53', '812.0a53').replaceAll('/7', '/812').replace('12:00:00', '13:47:59')
    expect(foundAfter(line, `${next}\n`)).toEqual({
      rest: '',
      lines: 1,
      found: [{ number: 3, begin: 0, before: 0, epoch: 812 }],
    })
  })

  it.each([
    ['a blank in the temporary name', `${begun(8, `8.${uuid.replaceAll('-', ' ')}`)}\n`],
    ['a quote in the temporary name', `${begun(8, `8.${uuid.replaceAll('-', '"')}`)}\n`],
    ['a backslash in the temporary name', `${begun(8, `8.${uuid.replaceAll('-', '\\')}`)}\n`],
    ['a control character at the end of the temporary name', `${begun(8, `8.${uuid.slice(0, -1)}\t`)}\n`],
    ['a stamp that is none', `${begun(8).replace('12:', 'xx:')}\n`],
    ['an epoch without digits', `${begun(8).replace('offsets/8', 'offsets/')}\n`],
    ['an epoch of sixteen digits', `${begun(8).replace('offsets/8', 'offsets/1234567890123456')}\n`],
    ['something behind it', `${begun(8)} \n`],
    ['no end', begun(8)],
    ['another log', `${begun(8).replaceAll('offsets', 'commits')}\n`],
  ])('is not one with %s', (_, next) => {
    expect(foundAfter(begun(7), next)).toEqual({ rest: next, lines: 0, found: [] })
  })

  it.each([0, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, 999_999_999_999_999])('may have any epoch: %i', (epoch) => {
    expect(foundAfter(committing(0, 5), `${committing(0, epoch)}\n`).found[0]?.epoch).toBe(epoch)
  })

  it('is one of the two that followed the last time', () => {
    const scanner = newScanner()
    const [one, other] = [keep(scanner, begun(1), 1), keep(scanner, renamed(1), 2)]
    for (const form of [one, other, one, one]) scanner.came(form)
    const { found, rest } = scan(scanner, [renamed(4), begun(5), renamed(6), ''].join('\n'))
    expect(rest).toBe('')
    expect(found.map(({ number, epoch }) => [number, epoch])).toEqual([
      [2, 4],
      [1, 5],
      [2, 6],
    ])
    scanner.release()
  })

  it('is forgotten with the file', () => {
    const scanner = newScanner()
    const form = keep(scanner, begun(1), 1)
    scanner.came(form)
    scanner.came(form)
    scanner.release()
    const next = newScanner()
    expect(next).toBe(scanner)
    expect(scan(next, `${begun(2)}\n`).found).toEqual([])
    next.release()
  })

  it('has no form any more once the memory is full of forms', () => {
    const scanner = newScanner()
    let count = 0
    const bytes = new TextEncoder().encode(committing(1, 1))
    while (scanner.keep([{ bytes, bits: bytes, behind: 'nothing' }], count) !== undefined) count += 1
    expect(count).toBeGreaterThan(5000)
    scanner.forget()
    expect(scanner.keep([{ bytes, bits: bytes, behind: 'nothing' }], 0)).toBeDefined()
    scanner.release()
  })
})

describe('a line that shows nothing', () => {
  it('is passed over if it may be', () => {
    const scanner = newScanner()
    const text = `${noise('Block broadcast_17 stored')}\n${noise('')}\nnot a head\n`
    expect(scan(scanner, text)).toEqual({ rest: 'not a head\n', lines: 2, found: [] })
    expect(scan(scanner, text, 'none')).toEqual({ rest: text, lines: 0, found: [] })
    scanner.release()
  })

  it.each(wantedNames)('is none of %s', (name) => {
    const scanner = newScanner()
    const line = `${head}${name}: said\n`
    expect(scan(scanner, line).rest).toBe(line)
    scanner.release()
  })

  it.each([
    ['a name with packages', `${head}org.apache.spark.MemoryStore: said\n`],
    ['another level', `${noise('said').replace('INFO', 'WARN')}\n`],
    ['no end', noise('said')],
    ['a stamp that is none', `${noise('said').replace('12:00', '12_00')}\n`],
  ])('is none with %s', (_, line) => {
    const scanner = newScanner()
    expect(scan(scanner, line)).toEqual({ rest: line, lines: 0, found: [] })
    scanner.release()
  })
})

/** A line with this between the braces of its context. */
const withContext = (context: string) =>
  json('MemoryStore', 'said').replace(',"logger"', `,"context":{${context}},"logger"`)
/** What no text of JSON has, or what stands for something else. */
const faults: readonly (readonly [string, string])[] = [
  ['a quote', 'sa"id'],
  ['a control character', 'sa\u001fid'],
  ['a tab', 'sa\tid'],
  ['a zero', 'sa\0id'],
  ['an unknown escape', 'sa\\xid'],
  ['an escaped code', 'sa\\u0069d'],
  ['an escape at its end', 'said\\'],
]

describe('a line of JSON that shows nothing', () => {
  it('is passed over if it may be', () => {
    const scanner = newScanner()
    const text = `${json('MemoryStore', 'a "b" \\')}\n${json('X', '')}\r\n${json('BlockManagerMasterEndpoint', 'a')}\n${withContext('"a":"b"')}\n${withContext('"a":"\\\\","":"c"')}\nnot JSON\n`
    expect(scan(scanner, text, 'JSON')).toEqual({ rest: 'not JSON\n', lines: 5, found: [] })
    expect(scan(scanner, text, 'plain')).toEqual({ rest: text, lines: 0, found: [] })
    scanner.release()
  })

  it.each([
    ...wantedNames.map((name): [string, string] => [`the logger ${name}`, json(name, 'said')]),
    ['a name with packages', json('org.apache.spark.MemoryStore', 'said')],
    ['another level', json('MemoryStore', 'said').replace('INFO', 'WARN')],
    ['another stamp', json('MemoryStore', 'said').replace('.892Z', 'Z')],
    ['something behind the logger', `${json('MemoryStore', 'said').slice(0, -1)},"a":"b"}`],
    ['no brace at its end', json('MemoryStore', 'said').slice(0, -1)],
    ['a name of 32 letters', json('A'.repeat(32), 'said')],
    ['two carriage returns', `${json('MemoryStore', 'said')}\r\r`],
    ...faults.map(([what, fault]): [string, string] => [what, json('MemoryStore', 'said').replace('said', fault)]),
    ...faults.map(([what, fault]): [string, string] => [`${what} in a context`, withContext(`"a":"${fault}"`)]),
    ['a quote in the name', json('MemoryStore', 'said').replace('Store', '"Store')],
    ['an escape in the name', json('MemoryStore', 'said').replace('Store', '\\nStore')],
    ['a control character in the name', json('MemoryStore', 'said').replace('Store', '\tStore')],
    ['an empty context', withContext('')],
    ['a context with a number', withContext('"a":1')],
    ['a context with an object', withContext('"a":{}')],
    ['a context that lacks a colon', withContext('"a""b"')],
    ['a context that lacks a comma', withContext('"a":"b""c":"d"')],
    ['a context that ends with a comma', withContext('"a":"b",')],
    ['a context that does not end', withContext('"a":"b"').replace('},', ',')],
  ])('is none with %s', (_, line) => {
    const scanner = newScanner()
    expect(scan(scanner, `${line}\n`, 'JSON')).toEqual({ rest: `${line}\n`, lines: 0, found: [] })
    scanner.release()
  })

  it(`is one that the long way passes over, too (seed ${seed})`, () => {
    const part = fc.constantFrom(
      'MemoryStore',
      'EpochCoordinator',
      'A',
      ',"logger":"',
      '"}',
      '\\',
      '.',
      '"',
      '","msg":"',
      'ab',
    )
    const line = fc.oneof(
      fc
        .tuple(fc.constantFrom('A', 'MemoryStore', 'ContinuousWriteRDD', 'a.b.C'), fc.string())
        .map(([name, text]) => json(name, text)),
      fc.array(part, { maxLength: 9 }).map((parts) => json('', '').slice(0, 55) + parts.join('')),
    )
    let passed = 0
    fc.assert(
      fc.property(line, (one) => {
        const scanner = newScanner()
        const { lines } = scan(scanner, `${one}\n`, 'JSON')
        scanner.release()
        if (lines === 0) return
        passed += 1
        const { logger, ...others } = JSON.parse(one)
        expect(others).toEqual({ ts: expect.any(String), level: 'INFO', msg: expect.any(String) })
        const bytes = new TextEncoder().encode(one)
        const peeked = newPeeked()
        expect(peekJson(new DataView(bytes.buffer), 0, bytes.length, peeked)).toBe(isHead)
        expect(peeked.logger).toBeUndefined()
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2000), seed },
    )
    expect(passed).toBeGreaterThan(100)
  })
})

describe('a scan', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 60, unit: fc.constantFrom('a', ' ', '\t', '\0', '9', '\r', '\u007f') }).map(noise),
    fc.tuple(fc.nat(1), fc.oneof(fc.nat(20), fc.nat())).map(([partition, epoch]) => committing(partition, epoch)),
    fc.constantFrom('', 'a stack trace', committing(2, 1), committing(0, 'x'), `${head}EpochCoordinator: said`),
  )
  const form =
    /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d INFO ContinuousWriteRDD: Writer for partition ([01]) in epoch (\d{1,15}) is committing\.\n$/
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are not passed over
  const plain = /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d INFO MemoryStore: [^\0-\x08\n-\x1f]*\r?\n$/

  it(`goes as far, and finds as much, as regular expressions do, wherever the text is cut (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.nat(), fc.boolean(), (lines, cut, mayPass) => {
        const whole = lines.map((one) => `${one}\n`).join('')
        const text = whole.slice(0, whole.length - (cut % 40 < whole.length ? cut % 40 : 0))
        const scanner = newScanner()
        const forms = [0, 1].map((partition) => keep(scanner, committing(partition, 0), partition))
        // Each is expected behind each.
        for (const one of [0, 0, 1, 1, 0]) scanner.came(forms[one] ?? forms[0] ?? expect.fail())
        const { rest, found, lines: count } = scan(scanner, text, mayPass ? 'plain' : 'none')
        scanner.release()

        const expected: { number: number; epoch: number; begin: number; before: number }[] = []
        let [begin, before] = [0, 0]
        for (const one of text.match(/[^\n]*\n/g) ?? []) {
          const [, number, epoch] = form.exec(one) ?? []
          if (number !== undefined) expected.push({ number: Number(number), begin, before, epoch: Number(epoch) })
          else if (!mayPass || !plain.test(one)) break
          begin += one.length
          before += 1
        }
        expect({ rest, found, count }).toEqual({ rest: text.slice(begin), found: expected, count: before })
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2000), seed },
    )
  })
})
