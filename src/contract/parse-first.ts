import type { z } from 'zod'

/** Zod's own context has it, for `validate`. */
const untilTheFirstIssue: z.core.ParseContextInternal<z.core.$ZodIssue> = { abortEarly: true }

/**
 * Parses a value up to its first fault. Otherwise Zod reports each wrong item of a list: a million of them fill the memory and
 * overflow its stack.
 */
export function parseFirst<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  return schema.safeParse(value, untilTheFirstIssue)
}
