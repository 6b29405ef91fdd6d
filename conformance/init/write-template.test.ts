import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { ownFileOf, templates } from './languages.ts'
import { writeTemplate } from './write-template.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-init-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('cwc init', () => {
  it('writes into a new folder below a new folder, and into an empty one', () => {
    mkdirSync(join(folder, 'empty'))
    expect(writeTemplate('python', 'coordinator', join(folder, 'empty'))).toEqual([
      join(folder, 'empty', 'driver.py'),
      join(folder, 'empty', 'protocol.py'),
    ])
    writeTemplate('rust', 'coordinator', join(folder, 'new', 'below'))
    expect(readdirSync(join(folder, 'new', 'below')).sort()).toEqual(['Cargo.toml', 'src'])
  })

  it('refuses a folder that has a file in it, and leaves the file as it is', () => {
    const dir = join(folder, 'taken')
    mkdirSync(dir)
    writeFileSync(join(dir, 'driver.py'), 'mine')
    expect(() => writeTemplate('python', 'coordinator', dir)).toThrow(
      `${dir}: has files in it, such as driver.py (an empty folder, or a new one, is wanted)`,
    )
    expect(readFileSync(join(dir, 'driver.py'), 'utf8')).toBe('mine')
    expect(readdirSync(dir)).toEqual(['driver.py'])
  })

  it('refuses a file, and a folder that cannot be made', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => writeTemplate('go', 'coordinator', file)).toThrow(`${file}: is no folder`)
    expect(() => writeTemplate('go', 'coordinator', join(file, 'below'))).toThrow(
      `${join(file, 'below')}: cannot be written: a part of the path is not a folder (a folder of yours is wanted)`,
    )
    // Node's own recursion never ends here.
    expect(() => writeTemplate('go', 'coordinator', '/proc/no-such-folder')).toThrow('cannot be written')
  })

  it.each(templates)(
    'the file that the user of the %s template for role %s changes has at most 70 lines, and says where',
    (language, role) => {
      const file = ownFileOf(language, join(packageRoot, 'templates', language, role))
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
      expect(lines.length).toBeLessThanOrEqual(70)
      expect(lines.filter((line) => line.includes('YOURS'))).not.toEqual([])
    },
  )

  it('all templates have the same vocabulary', () => {
    const vocabularies = ['python/common/protocol.py', 'go/common/protocol.go', 'rust/common/src/protocol.rs'].concat([
      'java/common/Protocol.java',
      'node/common/protocol.mjs',
    ])
    const texts = vocabularies.map((file) => {
      const source = readFileSync(join(packageRoot, 'templates', file), 'utf8')
      return /^planner\n {2}plan [\s\S]*?^nothing$/m.exec(source)?.[0]
    })
    expect(texts[0]?.length).toBeGreaterThan(1000)
    expect(new Set(texts).size).toBe(1)
  })
})
