// AssemblyScript, not TypeScript: `npm run scanner` compiles it to WebAssembly, which compares sixteen bytes at once.
// The memory holds, from low addresses to high ones: the heads of lines, the table of wanted loggers, the lines that were found, the forms
// of lines that are foreseen, and the text.

/** The heads of lines in Spark's default layout and in JSON, as the parts of forms, and the bytes of JSON before a context and before a
 * logger's name. */
export const plainHeadAt: usize = 0x100
export const jsonHeadAt: usize = 0x200
export const contextKeyAt: usize = 0x340
export const loggerKeyAt: usize = 0x380
/** A byte per beginning of a logger's name: 1 if a wanted logger has it. */
export const wantedAt: usize = 0x400
/** The lines that were found: the form, where the line begins, and the lines before it in the text, and its epoch, of four bytes each;
 * the epoch once more, of eight, if it is too large for four. */
export const foundAt: usize = 0x4000
export const mostFound: i32 = 2000
export const formsAt: usize = 0x10000
export const formsEnd: usize = 0x200000
export const textAt: usize = 0x200000
/** A vector may be read that begins at the last byte of the text: behind it the memory goes on. */
export const textSize: i32 = 0x80000

const bytesOfFound: usize = 24
const bytesOfVector: usize = 36
/** Of a longer line only its beginning is looked at, and that is no JSON. It is `mostOfLine` of `split-lines.ts`. */
const mostOfJson: usize = (textSize as usize) >> 1
const blank: u8 = 0x20
const tab: u8 = 0x09
const carriageReturn: u8 = 0x0d
const lineFeed: u8 = 0x0a
const quote: u8 = 0x22
const comma: u8 = 0x2c
const dot: u8 = 0x2e
const backslash: u8 = 0x5c
const closingBrace: u8 = 0x7d
/** The bytes of `":"`, and how many they are. */
const betweenTexts: u32 = 0x223a22
const lengthBetween: usize = 3

/** What the last scan has found, and all lines that it has passed. */
export let foundCount: i32 = 0
export let lineCount: i32 = 0
/** The form of the line that came last; 0 if there is none. */
let last: usize = 0
/** The epoch of the line that was compared last. */
let epoch: u64 = 0

/** Which lines may be passed over. */
const none: i32 = 0
const json: i32 = 2

/** Passes over lines of unwanted loggers, if it may, and over lines that are foreseen. Returns where the first other line begins. */
export function scan(begin: i32, end: i32, passed: i32): i32 {
  const limit = textAt + end
  let at = textAt + begin
  let lines = 0
  let found = foundAt
  const foundEnd = foundAt + (mostFound as usize) * bytesOfFound
  while (true) {
    while (passed !== none) {
      const next = passed === json ? behindJson(at, limit) : behindPlain(at, limit)
      if (next === 0) break
      at = next
      lines++
    }
    if (last === 0 || found === foundEnd) break
    let form = load<u32>(last) as usize
    if (form === 0) break
    let next = behindForm(form, at, limit)
    if (next === 0) {
      const other = load<u32>(last, 4) as usize
      if (other === 0) break
      next = behindForm(other, at, limit)
      if (next === 0) break
      store<u32>(last, other as u32)
      store<u32>(last, form as u32, 4)
      form = other
    }
    last = form
    store<u32>(found, load<u32>(form, 8))
    store<i32>(found, (at - textAt) as i32, 4)
    store<i32>(found, lines, 8)
    // Small numbers are as such quicker for who reads them.
    store<i32>(found, epoch <= 0x3fffffff ? (epoch as i32) : -1, 12)
    store<f64>(found, epoch as f64, 16)
    found += bytesOfFound
    at = next
    lines++
  }
  foundCount = ((found - foundAt) / bytesOfFound) as i32
  lineCount = lines
  return (at - textAt) as i32
}

/** A line of this form came: it is expected where it came now. */
export function came(form: usize): void {
  if (last !== 0) {
    const next = load<u32>(last) as usize
    if (next !== form) {
      store<u32>(last, next as u32, 4)
      store<u32>(last, form as u32)
    }
  }
  last = form
}

/** No line is foreseen any more. */
export function forget(): void {
  last = 0
}

/** Names that begin as the one at this place, in the text, are wanted. */
export function want(at: i32): void {
  store<u8>(wantedAt + beginningAt(textAt + at), 1)
}

/** Where the next line begins, if this is a plain one of an unwanted logger; otherwise 0. */
function behindPlain(at: usize, limit: usize): usize {
  if (!hasPart(at, plainHeadAt)) return 0
  const name = at + lengthOf(plainHeadAt)
  return load<u8>(wantedAt + beginningAt(name)) === 0 ? behindLine(name, limit) : 0
}

/**
 * Likewise in JSON: a message, texts as its context, and a logger, whose name is short and has no packages. All of it has to be as JSON
 * has it, since a line with a fault is no record.
 */
function behindJson(at: usize, limit: usize): usize {
  if (!hasPart(at, jsonHeadAt)) return 0
  let key = behindText(at + lengthOf(jsonHeadAt), limit)
  if (key !== 0 && hasPart(key, contextKeyAt)) key = behindTexts(key + lengthOf(contextKeyAt), limit)
  if (key === 0 || !hasPart(key, loggerKeyAt)) return 0
  const name = key + lengthOf(loggerKeyAt)
  const brace = behindName(name)
  if (brace === 0 || load<u8>(brace) !== closingBrace) return 0
  const end = load<u8>(brace, 1) === carriageReturn ? brace + 2 : brace + 1
  if (end >= limit || end - at > mostOfJson || load<u8>(end) !== lineFeed) return 0
  return load<u8>(wantedAt + beginningAt(name)) === 0 ? end + 1 : 0
}

/** Behind the quote that ends the text of JSON; 0 if it has a fault, or an escaped code. */
function behindText(begin: usize, limit: usize): usize {
  const blanks = i8x16.splat(blank)
  const quotes = i8x16.splat(quote)
  const backslashes = i8x16.splat(backslash)
  let at = begin
  while (at < limit) {
    const bytes = v128.load(at)
    const odd = v128.or(i8x16.lt_u(bytes, blanks), v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes)))
    const found = i8x16.bitmask(odd)
    if (found === 0) {
      at += 16
      continue
    }
    at += ctz(found)
    const byte = load<u8>(at)
    if (byte === quote) return at + 1
    if (byte !== backslash || !isEscaped(load<u8>(at, 1))) return 0
    at += 2
  }
  return 0
}

/** Whether `"`, `\`, `/`, `b`, `f`, `n`, `r` or `t`. */
function isEscaped(byte: u8): bool {
  switch (byte) {
    case 0x22:
    case 0x2f:
    case 0x5c:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true
    default:
      return false
  }
}

/** Behind the brace that ends an object of texts; 0 if it is none. */
function behindTexts(begin: usize, limit: usize): usize {
  let at = begin
  while (at < limit && load<u8>(at) === quote) {
    at = behindText(at + 1, limit)
    if (at === 0 || (load<u32>(at - 1) & 0xffffff) !== betweenTexts) return 0
    at = behindText(at - 1 + lengthBetween, limit)
    if (at === 0) return 0
    const byte = load<u8>(at)
    if (byte === closingBrace) return at + 1
    if (byte !== comma) return 0
    at += 1
  }
  return 0
}

/** Behind the quote that ends a logger's name; 0 if the name is long, or has packages. */
function behindName(at: usize): usize {
  const quotes = bitsOf(at, quote)
  if (quotes === 0) return 0
  const before = (quotes & (0 - quotes)) - 1
  if (((bitsOf(at, dot) | bitsOf(at, backslash) | belowBlank(at)) & before) !== 0) return 0
  return at + ctz(quotes) + 1
}

/** By each of 32 bytes a bit: whether it is this one. */
function bitsOf(at: usize, byte: u8): u32 {
  const bytes = i8x16.splat(byte)
  return (
    (i8x16.bitmask(i8x16.eq(v128.load(at), bytes)) as u32) |
    ((i8x16.bitmask(i8x16.eq(v128.load(at, 16), bytes)) as u32) << 16)
  )
}

/** By each of 32 bytes a bit: whether it is a control character. */
function belowBlank(at: usize): u32 {
  const blanks = i8x16.splat(blank)
  return (
    (i8x16.bitmask(i8x16.lt_u(v128.load(at), blanks)) as u32) |
    ((i8x16.bitmask(i8x16.lt_u(v128.load(at, 16), blanks)) as u32) << 16)
  )
}

/** A number below 2^13 + 1 for the first bytes of a name; those of names with packages are 0. */
function beginningAt(at: usize): usize {
  const first = load<u8>(at)
  if (first < 0x41 || first > 0x5a) return 0
  return 1 + (((load<u32>(at) * 0x9e3779b1) ^ ((load<u8>(at, 4) as u32) * 0x85ebca6b)) >>> 19)
}

/** Where the next line begins; 0 if this one does not end, or has control characters: a terminal may show something else. */
function behindLine(begin: usize, limit: usize): usize {
  const blanks = i8x16.splat(blank)
  for (let at = begin; at < limit; at += 16) {
    for (let found = i8x16.bitmask(i8x16.lt_u(v128.load(at), blanks)); found !== 0; found &= found - 1) {
      const end = at + ctz(found)
      if (end >= limit) return 0
      const byte = load<u8>(end)
      if (byte === lineFeed) return end + 1
      if (byte !== tab && !(byte === carriageReturn && load<u8>(end + 1) === lineFeed)) return 0
    }
  }
  return 0
}

/**
 * Where the line behind the one of this form begins; 0 if this one has another form. A form is: the two that followed it last, its
 * number, and its parts. A part is: what stands behind it, its length, and its vectors, each with its place in the part, its bytes, and
 * their bits that have to be the same.
 */
function behindForm(form: usize, begin: usize, limit: usize): usize {
  let at = begin
  let part = form + 16
  for (let left = load<i32>(form, 12); left > 0; left--) {
    const behind = load<i32>(part)
    const length = lengthOf(part)
    if (at + length > limit || !hasPart(at, part)) return 0
    part += 12 + (load<u32>(part, 8) as usize) * bytesOfVector
    at += length
    if (behind === 0) continue
    const digits = at
    let number: u64 = 0
    while (at < limit) {
      const digit = (load<u8>(at) as u32) - 0x30
      if (digit > 9) break
      number = number * 10 + digit
      at++
    }
    if (at === digits || at > digits + 15) return 0
    if (behind === 1) epoch = number
    else {
      if (at + 37 > limit || !isOneWord(at)) return 0
      at += 37
    }
  }
  return at
}

function lengthOf(part: usize): usize {
  return load<u32>(part, 4) as usize
}

/** Whether the bytes of the part stand there. */
function hasPart(at: usize, part: usize): bool {
  let vector = part + 12
  for (let left = load<i32>(part, 8); left > 0; left--) {
    const bytes = v128.load(at + (load<u32>(vector) as usize))
    if (v128.any_true(v128.and(v128.xor(bytes, v128.load(vector, 4)), v128.load(vector, 20)))) return false
    vector += bytesOfVector
  }
  return true
}

/** Whether no blank, control character, quote or backslash is among the 37 bytes. */
function isOneWord(at: usize): bool {
  const odd = v128.or(v128.or(oddIn(v128.load(at)), oddIn(v128.load(at, 16))), oddIn(v128.load(at, 21)))
  return !v128.any_true(odd)
}

function oddIn(bytes: v128): v128 {
  return v128.or(i8x16.lt_u(bytes, i8x16.splat(0x23)), i8x16.eq(bytes, i8x16.splat(0x5c)))
}
