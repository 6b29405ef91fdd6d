import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import type { Role } from '../../src/contract/roles.ts'
import { quickJvm } from '../cli/fixtures/quick-jvm.ts'
import { packageRoot } from '../package-root.ts'
import { quickBuild } from './fixtures/quick-build.ts'
import { hasTools } from './fixtures/tools.ts'
import { joinJava } from './join-java.ts'
import { type Language, ownFileOf, templates } from './languages.ts'
import { writeTemplate } from './write-template.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc filled '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Templates that a user has filled in: each with an implementation of the page, in its user's file. */
const filled = templates.filter(([, role]) => role === 'planner' || role === 'operator' || role === 'task')

const filledFile = (language: Language, role: Role) =>
  ownFileOf(language, fileURLToPath(new URL(`fixtures/filled/${language}-${role}`, import.meta.url)))

/** The row of the role in the table of verdicts. */
function verdicts(role: Role, driver: readonly string[]): string {
  const words = [join(packageRoot, 'bin/cwc.js'), 'run', '--role', role, '--no-color', ...driver]
  const { stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: { ...process.env, ...quickJvm },
    maxBuffer: 1 << 26,
  })
  const header = stdout.split('\n').find((line) => line.startsWith('│ role'))
  const row = stdout.split('\n').find((line) => line.startsWith(`│ ${role} `))
  return header === undefined || row === undefined ? `${stdout}${stderr}` : `${header}\n${row}`
}

const ofModels = new Map<Role, string>()

/** The row of the reference model, which is run once per role. */
function verdictsOfModel(role: Role): string {
  const known = ofModels.get(role) ?? verdicts(role, [])
  ofModels.set(role, known)
  return known
}

for (const [language, role] of filled) {
  const title = `the ${language} template for role ${role} has the verdicts of the reference model when it is filled in, and not before`
  it.skipIf(!hasTools(language))(title, () => {
    const dir = join(folder, `${language} ${role}`)
    writeTemplate(language, role, dir)
    const ofModel = verdictsOfModel(role)
    expect(verdicts(role, ['--', ...quickBuild(language, dir)])).not.toBe(ofModel)
    fillIn(language, role, dir)
    expect(verdicts(role, ['--', ...quickBuild(language, dir)])).toBe(ofModel)
  })
}

function fillIn(language: Language, role: Role, dir: string): void {
  const file = filledFile(language, role)
  if (language !== 'java') {
    copyFileSync(file, ownFileOf(language, dir))
    return
  }
  const others = [`java/${role}/Surroundings.java`, 'java/common/Protocol.java']
  const sources = [file, ...others.map((other) => join(packageRoot, 'templates', other)).filter(existsSync)]
  writeFileSync(ownFileOf(language, dir), joinJava(sources.map((source) => readFileSync(source, 'utf8'))))
}

it.each(filled)(
  'a user of the %s template for role %s writes at most 40 lines, with a whole implementation',
  (language, role) => {
    const lines = (file: string) => readFileSync(file, 'utf8').split('\n')
    const template = new Set(lines(ownFileOf(language, join(packageRoot, 'templates', language, role))))
    const own = lines(filledFile(language, role)).filter((line) => !template.has(line))
    expect(own.length).toBeLessThanOrEqual(40)
  },
)
