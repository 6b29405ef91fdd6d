import type { z } from 'zod'
import { excerpt } from './excerpt.ts'

/** The first fault of a value: its path, such as `result.steps[1][0].epoch`, and the reason. */
export interface Complaint {
  readonly path: string
  readonly reason: string
}

/** A field that there is not, and the path of the object that has it. */
export interface UnknownField {
  readonly field: string
  readonly of: readonly PropertyKey[]
}

type Issue = z.core.$ZodIssue

/** The first issue of `error` about `value`, which the path calls `root`. */
export function complaint(error: z.core.$ZodError, value: unknown, root: string): Complaint {
  const issue = firstIssue(error, value)
  if (issue === undefined) return { path: root, reason: 'it does not match the schema' }
  if (issue.code === 'unrecognized_keys') {
    return { path: pathOf(root, [...issue.path, issue.keys[0] ?? '']), reason: 'there is no such field' }
  }
  const came = at(value, issue.path)
  return {
    path: pathOf(root, issue.path),
    reason: `${came === undefined ? 'nothing' : excerpt(JSON.stringify(came), 80)} where ${oneOf(wanted(issue))} is wanted`,
  }
}

/** The field of which `complaint` says that there is no such field. */
export function unknownField(error: z.core.$ZodError, value: unknown): UnknownField | undefined {
  const issue = firstIssue(error, value)
  return issue?.code === 'unrecognized_keys' ? { field: issue.keys[0] ?? '', of: issue.path } : undefined
}

function firstIssue({ issues }: z.core.$ZodError, value: unknown): Issue | undefined {
  const first = misspelt(issues, value) ?? issues[0]
  return first && within(first, value)
}

/** For an object that matches no member of a union: the fault in the member that fits best. */
function within(issue: Issue, value: unknown): Issue {
  if (issue.code !== 'invalid_union') return issue
  const fits = members(issue)
    .filter(isOfObject)
    .map((issues) => ({ issues, odd: oddFields(issues, at(value, issue.path)) }))
  const fewest = Math.min(...fits.map(({ odd }) => odd))
  const best = fits.filter(({ odd }) => odd === fewest).map(({ issues }) => issues)
  const [unknown] = best.flat().filter(({ code, path }) => code === 'unrecognized_keys' && path.length === 0)
  const firsts = best.flatMap(([first]) => first ?? [])
  const fields = firsts.map(({ path }) => String(path[0]))
  if (unknown === undefined && fewest === 1 && fields.length > 1)
    return { code: 'custom', path: issue.path, message: `one of the fields ${fields.join(', ')}` }
  const inner = unknown ?? firsts[0]
  return inner === undefined ? issue : within({ ...inner, path: [...issue.path, ...inner.path] }, value)
}

/** The complaints of each member, also of those of a union in the union. */
const members = ({ errors }: Extract<Issue, { code: 'invalid_union' }>): readonly (readonly Issue[])[] =>
  errors.flatMap((issues) => {
    const [first] = issues
    return first?.code === 'invalid_union' && first.path.length === 0 ? members(first) : [issues]
  })

/** The unknown field of the object whose missing field is the first issue: it may be meant for that one. */
function misspelt([first, ...others]: readonly Issue[], value: unknown): Issue | undefined {
  if (first === undefined || first.path.length === 0 || at(value, first.path) !== undefined) return undefined
  const object = pathOf('', first.path.slice(0, -1))
  return others.find(({ code, path }) => code === 'unrecognized_keys' && pathOf('', path) === object)
}

/** Whether a member takes objects: then it complains of fields. */
const isOfObject = (issues: readonly Issue[]): boolean =>
  issues.length > 0 && issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys')

/** How many fields an object has too much or too few for a member. */
const oddFields = (issues: readonly Issue[], object: unknown): number =>
  issues
    .map((issue) => {
      if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return issue.keys.length
      return issue.path.length === 1 && at(object, issue.path) === undefined ? 1 : 0
    })
    .reduce((sum: number, odd) => sum + odd, 0)

/** `root.steps[1][0].epoch` */
export function pathOf(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${excerpt(String(key), 80)}`),
    root,
  )
}

/** What may stand there instead: one thing, or any of several. */
function wanted(issue: Issue): readonly string[] {
  switch (issue.code) {
    case 'invalid_type':
      return [kinds[issue.expected] ?? issue.expected]
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value))
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? issue.options.map((option) => JSON.stringify(option))
        : issue.errors.flatMap(([first]) => (first === undefined ? [] : wanted(first)))
    case 'invalid_format':
      return [issue.format === 'template_literal' ? textLike(issue.pattern) : issue.format]
    case 'too_small':
      return [
        issue.origin === 'string' || issue.origin === 'array'
          ? `${kinds[issue.origin]} that is not empty`
          : `a number of at least ${issue.minimum}`,
      ]
    case 'too_big':
      return [`a number of at most ${issue.maximum}`]
    default:
      return [issue.message]
  }
}

/** The two text patterns of the protocol: an actor and a digest. */
function textLike(pattern = ''): string {
  return pattern.includes('sha256:') ? '"sha256:<digits>"' : '"task-<partition>"'
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a whole number',
  int: 'a whole number',
  object: 'an object',
  array: 'a list',
  tuple: 'a list',
  record: 'an object',
  boolean: 'true or false',
  null: 'null',
}

function oneOf(texts: readonly string[]): string {
  const [first, second, ...others] = [...new Set(texts)]
  if (second === undefined) return `${first}`
  return second === 'null' && others.length === 0
    ? `${first} or null`
    : `one of ${[first, second, ...others].join(', ')}`
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}
