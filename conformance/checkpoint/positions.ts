import { parseJson } from './parse-json.ts'

/** How far a source had been read: a number per partition, under the name that the source's own JSON gives the partition. */
export type Positions = ReadonlyMap<string, number>

/**
 * The positions in a source's offsets; undefined if they have no numbers that can be compared. Known are the rate source
 * (`{"0":{"value":26,"runTimeMs":1795868782259}}`), Kafka (`{"topic":{"0":17}}`), and every other JSON whose leaves are all
 * whole numbers.
 */
export function positionsOf(offsets: string): Positions | undefined {
  const parsed = parseJson(offsets)
  if (parsed.kind !== 'json') return undefined
  const found = new Map<string, number>()
  return collect(parsed.value, '', found) && found.size > 0 ? found : undefined
}

/** Adds the numbers below a value; false if there is a leaf that is no whole number. */
function collect(value: unknown, path: string, found: Map<string, number>): boolean {
  if (typeof value === 'number') {
    found.set(path, value)
    return Number.isSafeInteger(value)
  }
  if (typeof value !== 'object' || value === null) return false
  const fields = Object.entries(value)
  const [rate] = fields.filter(([name]) => name === 'value')
  // The rate source adds the time to which its value belongs.
  if (rate !== undefined && fields.length === 2 && 'runTimeMs' in value) return collect(rate[1], path, found)
  return fields.every(([name, inner]) => collect(inner, path === '' ? name : `${path} ${name}`, found))
}

/**
 * The names of the fields that a source writes per partition, sorted; undefined if not all partitions have the same ones, or if the
 * fields have numbers for names (Kafka: partitions below topics).
 */
export function fieldsOf(offsets: string): string | undefined {
  const parsed = parseJson(offsets)
  if (parsed.kind !== 'json' || typeof parsed.value !== 'object' || parsed.value === null) return undefined
  const names = Object.values(parsed.value).map((value: unknown) =>
    typeof value === 'object' && value !== null ? Object.keys(value).toSorted(byCode).join(', ') : '',
  )
  const [first = ''] = names
  return names.every((name) => name === first) && /^\D+$/.test(first) ? first : undefined
}

const byCode = (one: string, other: string) => (one < other ? -1 : 1)
