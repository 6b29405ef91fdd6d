import type { z } from 'zod'
import { excerpt } from './excerpt.ts'

/** The first fault of a value: its path, such as `result.steps[1][0].epoch`, and the reason. */
export interface Complaint {
  readonly path: string
  readonly reason: string
}

type Issue = z.core.$ZodIssue

/** The first issue of `error` about `value`, which the path calls `root`. */
export function complaint(error: z.core.$ZodError, value: unknown, root: string): Complaint {
  const [first] = error.issues
  const issue = first && within(first)
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

/** For a value that matches no member of a union: the fault inside it, if it is an object. */
function within(issue: Issue): Issue {
  const inner = issue.code === 'invalid_union' ? issue.errors.flat().find(({ path }) => path.length > 0) : undefined
  return inner === undefined ? issue : within({ ...inner, path: [...issue.path, ...inner.path] })
}

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
