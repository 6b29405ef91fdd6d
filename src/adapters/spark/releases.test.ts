import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lineOf, sparkLines, triedReleases, untriedRelease } from './releases.ts'
import { sourceFolder } from './sources.ts'

describe('the releases of Spark', () => {
  it('each release line has a tested release', () => {
    for (const [name, line] of Object.entries(sparkLines)) {
      expect(line.tried.startsWith(`${name}.`)).toBe(true)
      expect(lineOf(line.tried)).toBe(line)
      expect(untriedRelease(line.tried, line)).toEqual([])
    }
  })

  it('the project file has a profile for the family of each release', () => {
    const project = readFileSync(join(sourceFolder(), 'pom.xml'), 'utf8')
    for (const { family } of Object.values(sparkLines)) expect(project).toContain(`<id>${family}</id>`)
  })

  it.each(['3.5.2', '3.5.8-vendor-1', '3.5.8.1'])('%s uses the driver of the tested release of its line', (version) => {
    const line = lineOf(version)
    expect(line.tried).toBe('3.5.8')
    expect(untriedRelease(version, line)).toEqual([
      `Apache Spark ${version} is untested with this kit: it uses the driver of 3.5.8, and is checked against edition ${line.edition}`,
    ])
  })

  it.each(['1.6.3', '9.9.0', '3.5', '3', '3.50.1', 'latest', '', 'constructor'])(
    '%j is rejected with a list of the known releases',
    (version) =>
      expect(() => lineOf(version)).toThrow(
        `Apache Spark ${version}: there is no driver for this release (there is for ${triedReleases.join(', ')}, and`,
      ),
  )
})
