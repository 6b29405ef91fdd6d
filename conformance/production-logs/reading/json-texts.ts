/** Where the text of JSON ends that begins behind a quote: behind the next one. -1 if it has a fault, or an escaped code. */
export function behindText(view: DataView, begin: number, end: number): number {
  for (let at = begin; at >= 0 && at < end; at++) {
    const byte = view.getUint8(at)
    if (byte === quote) return at + 1
    if (byte < blank) return -1
    if (byte !== backslash) continue
    at += 1
    if (at >= end || !isEscaped(view.getUint8(at))) return -1
  }
  return -1
}

/** Where an object ends of which each field is a text: behind its brace. It begins behind one. -1 if it is no such object. */
export function behindTexts(view: DataView, begin: number, end: number): number {
  for (let at = begin; at < end; at++) {
    if (view.getUint8(at) !== quote) return -1
    const name = behindText(view, at + 1, end)
    if (name < 0 || name + 1 >= end || view.getUint8(name) !== colon || view.getUint8(name + 1) !== quote) return -1
    at = behindText(view, name + 2, end)
    if (at < 0 || at >= end) return -1
    const byte = view.getUint8(at)
    if (byte === closingBrace) return at + 1
    if (byte !== comma) return -1
  }
  return -1
}

const [blank, quote, comma, colon, backslash, closingBrace] = [0x20, 0x22, 0x2c, 0x3a, 0x5c, 0x7d]
const escaped = Uint8Array.from({ length: 256 }, (_, byte) => ('"\\/bfnrt'.includes(String.fromCharCode(byte)) ? 1 : 0))
const isEscaped = (byte: number) => escaped[byte] === 1
