import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildKey, readSources, sourceFolder } from './sources.ts'

const file = (path: string, content: string) => ({ path, content: Buffer.from(content) })

describe('the key of a build', () => {
  const sources = [file('pom.xml', '<project/>'), file('src/A.scala', 'object A')]
  const key = buildKey('2.4.8', sources)

  it('the key of a build names the release', () => expect(key).toMatch(/^2\.4\.8-[0-9a-f]{16}$/))

  it('the key of a build changes with the jars that it is compiled against', () =>
    expect(buildKey('2.4.8', sources, 'abc')).not.toBe(key))

  it('the key of a build is the same for the same sources', () => expect(buildKey('2.4.8', [...sources])).toBe(key))

  it.each([
    ['another content', [file('pom.xml', '<project/>'), file('src/A.scala', 'object B')]],
    ['another name', [file('pom.xml', '<project/>'), file('src/B.scala', 'object A')]],
    ['one file fewer', [file('pom.xml', '<project/>')]],
    ['the same bytes split differently', [file('pom.xml', '<project/>o'), file('src/A.scala', 'bject A')]],
  ])('the key of a build changes with %s', (_, others) => expect(buildKey('2.4.8', others)).not.toBe(key))
})

describe('the sources of the driver', () => {
  it('the sources of the driver are found from the repository and from the built package', () => {
    const folder = sourceFolder()
    const root = join(folder, '..', '..', '..', '..')
    expect(sourceFolder(join(root, 'dist', 'src', 'adapters', 'spark', 'sources.js'))).toBe(folder)
  })

  it('the sources of the driver are listed in a fixed order, without build results', async () => {
    const paths = (await readSources(sourceFolder())).map(({ path }) => path)
    expect(paths[0]).toBe('pom.xml')
    expect(paths).toEqual([...paths].sort())
    expect(paths.filter((path) => path.includes('target'))).toEqual([])
  })
})
