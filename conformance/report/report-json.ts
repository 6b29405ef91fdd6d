import { visibleJson } from '../visible.ts'
import type { RunReport } from './report.ts'

/**
 * The text of `report.json`: one line per case, per requirement and per other item of a list, so that it is small and can be compared
 * line by line. Characters that a terminal would obey are JSON's escapes.
 */
export function reportJson(report: RunReport): string {
  const fields = Object.entries(report).map(([name, value]) => `${JSON.stringify(name)}: ${fieldText(value)}`)
  return visibleJson(`{\n${fields.join(',\n')}\n}\n`)
}

function fieldText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value)
  return `[\n${value.map((item) => JSON.stringify(item)).join(',\n')}\n]`
}
