import type { Failure } from './failures.ts'
import type { Element } from './xml.ts'

/** A test of JUnit. A test that has neither passed nor failed was skipped, for a reason. */
export interface Test {
  readonly name: string
  readonly group: string
  readonly properties: readonly (readonly [name: string, value: string | number])[]
  readonly result:
    | { readonly kind: 'passed' }
    | { readonly kind: 'skipped'; readonly reason: string }
    | { readonly kind: 'failed'; readonly failure: Pick<Failure, 'kind' | 'type' | 'headline' | 'text'> }
}

/** Readers of JUnit take tests of one name in one class for one test: a doubled name gets its line or its number. */
export function distinct(tests: readonly Test[]): readonly Test[] {
  const groups = Map.groupBy(tests, ({ group, name }) => JSON.stringify([group, name]))
  return tests.map((test) => {
    const alike = groups.get(JSON.stringify([test.group, test.name])) ?? []
    return alike.length < 2 ? test : { ...test, name: `${test.name} (${alike.indexOf(test) + 1} of ${alike.length})` }
  })
}

/** As the attributes of a suite. */
export function countsOf(tests: readonly Test[]) {
  const count = (isCounted: (result: Test['result']) => boolean) =>
    tests.filter(({ result }) => isCounted(result)).length
  return {
    tests: tests.length,
    failures: count((result) => result.kind === 'failed' && result.failure.kind === 'failure'),
    errors: count((result) => result.kind === 'failed' && result.failure.kind === 'error'),
    skipped: count(({ kind }) => kind === 'skipped'),
  }
}

export function testElement({ name, group, properties, result }: Test): Element {
  const file = properties.flatMap(([key, value]) => (key === 'file' ? [value] : []))[0]
  return {
    name: 'testcase',
    attributes: { classname: group, name, ...(file === undefined ? {} : { file }) },
    content: [propertiesOf(properties), ...resultElements(result)],
  }
}

function resultElements(result: Test['result']): readonly Element[] {
  switch (result.kind) {
    case 'passed':
      return []
    case 'skipped':
      return [{ name: 'skipped', attributes: { message: result.reason } }]
    case 'failed': {
      const { kind, type, headline, text } = result.failure
      return [{ name: kind, attributes: { type, message: headline }, content: text }]
    }
  }
}

export const propertiesOf = (properties: Test['properties']): Element => ({
  name: 'properties',
  attributes: {},
  content: properties.map(([name, value]) => ({ name: 'property', attributes: { name, value } })),
})
