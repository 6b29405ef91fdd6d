import { createHash } from 'node:crypto'
import { cutText } from '../cut-text.ts'

/** Texts of this length are never cut. */
const short = 64 * 1024
/** The beginning that is kept of a longer text. */
const kept = 4 * 1024

/**
 * The longest text that an implementation can show because of `sent` characters of calls: a model quotes what it was told, perhaps in
 * an error and again in its cause, and adds words of its own.
 */
export const longestEcho = (sent: number): number => short + 4 * sent

/**
 * The value with every text cut that is longer than `limit`: such texts equal no text of a model, and a run may get megabytes of them
 * with each answer. A digest stands for the rest, so that two texts are equal afterwards exactly if they were equal before.
 */
export function shortenTexts<T>(value: T, limit: number): T {
  return shortened(value, limit) as T
}

function shortened(value: unknown, limit: number): unknown {
  if (typeof value === 'string') {
    return value.length <= limit ? value : cutText(value, kept, `, sha256:${digest(value)}`)
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => shortened(item, limit))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner, limit)]))
}

// In UTF-16, so that lone surrogates differ as well.
const digest = (text: string) => createHash('sha256').update(text, 'utf16le').digest('hex').slice(0, 16)
