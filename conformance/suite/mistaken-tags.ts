import type { Role } from '../../src/contract/roles.ts'
import { roles } from '../../src/contract/roles.ts'
import { requirements } from '../requirements/registry.ts'

/** The part of a scenario whose tags are checked. `opened`: the role that its steps open; undefined if they open none. */
interface Tagged {
  readonly role: Role
  readonly tags: readonly string[]
  readonly opened: Role | undefined
}

/** The mistakes in the tags of a scenario: any of them could make a wrong scenario pass, or count for the wrong role. */
export function mistakenTags({ role, tags, opened }: Tagged): readonly string[] {
  const named = roles.filter((one) => tags.includes(`@${one}`))
  return [
    ...(named.length > 1 ? [`tagged with the roles ${named.join(' and ')} (one is wanted)`] : []),
    ...(named.length === 1 && opened !== undefined && opened !== role
      ? [`tagged @${role}, but its steps are of role ${opened}`]
      : []),
    ...tags.flatMap((tag) => mistakenRequirement(tag, role)),
  ]
}

const prefixes = new Set(requirements.map(({ id }) => id.replace(/-.*$/, '')))

/** A tag such as `@EC_9` or `@EC9`: the prefix of a page and a number, which counts for no requirement. */
function isAlmostId(tag: string): boolean {
  const prefix = /^@([A-Za-z]+)[^A-Za-z0-9]*\d+$/.exec(tag)?.[1]
  return prefix !== undefined && prefixes.has(prefix.toUpperCase())
}

function mistakenRequirement(tag: string, role: Role): readonly string[] {
  const id = /^@([A-Za-z]+-\d+)$/.exec(tag)?.[1]
  if (id === undefined) return isAlmostId(tag) ? [`${tag}: not a requirement (a tag such as @OP-3 is wanted)`] : []
  const found = requirements.find((one) => one.id === id.toUpperCase())
  if (found === undefined) return [`${tag}: no such requirement`]
  if (found.id !== id) return [`${tag}: not a requirement (@${found.id} is wanted)`]
  // A whole query shows what its parts do, so its scenarios may name requirements of every role.
  if (role === 'query' || found.role === role || found.alsoIn === role) return []
  return [`${tag}: a requirement of role ${found.role}, in a scenario of role ${role}`]
}
