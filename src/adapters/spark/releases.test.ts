import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lineOf, sparkLines, triedReleases, untriedRelease } from './releases.ts'
import { sourceFolder } from './sources.ts'

describe('the releases of Spark', () => {
  it('are known by their lines, each with one that was tried', () => {
    for (const [name, line] of Object.entries(sparkLines)) {
      expect(line.tried.startsWith(`${name}.`)).toBe(true)
      expect(lineOf(line.tried)).toBe(line)
      expect(untriedRelease(line.tried, line)).toEqual([])
    }
  })

  it('have the profile of their family in the project file', () => {
    const project = readFileSync(join(sourceFolder(), 'pom.xml'), 'utf8')
    for (const { family } of Object.values(sparkLines)) expect(project).toContain(`<id>${family}</id>`)
  })

  it.each(['3.5.2', '3.5.8-vendor-1', '3.5.8.1'])('%s is tried as what it is nearest to', (version) => {
    const line = lineOf(version)
    expect(line.tried).toBe('3.5.8')
    expect(untriedRelease(version, line)).toEqual([
      `Apache Spark ${version} has not been tried; it is driven as 3.5.8 is, and expected to be as edition ${line.edition} says`,
    ])
  })

  it.each(['1.6.3', '9.9.0', '3.5', '3', '3.50.1', 'latest', '', 'constructor'])(
    '%j is refused, with a list of what there is',
    (version) =>
      expect(() => lineOf(version)).toThrow(
        `Apache Spark ${version}: there is no driver for this release (there is for ${triedReleases.join(', ')}, and`,
      ),
  )
})
