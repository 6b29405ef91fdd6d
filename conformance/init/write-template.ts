import { constants, copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolders } from '../../src/adapters/make-folders.ts'
import type { Role } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import { reasonOf } from '../input/read-file.ts'
import { packageRoot } from '../package-root.ts'
import { echoed } from '../visible.ts'
import { joinJava } from './join-java.ts'
import type { Language } from './languages.ts'

/**
 * Copies the template of the language and the role into the folder, which is made if there is none. No file is overwritten.
 *
 * @returns the paths of the files
 * @throws UsageError if the folder has files in it, or cannot be written
 */
export function writeTemplate(language: Language, role: Role, dir: string): readonly string[] {
  requireEmpty(dir)
  const template = join(packageRoot, 'templates', language)
  const parts = [join(template, role), join(template, 'common')]
  return orUsageError(dir, () => {
    makeFolders(dir)
    // Java runs a single file from its source.
    if (language === 'java') return [writeJava(parts, join(dir, 'Driver.java'))]
    return parts.flatMap((part) => copyAll(part, dir))
  })
}

function requireEmpty(dir: string): void {
  const wanted = 'an empty folder, or a new one, is wanted'
  const found = orUsageError(dir, () => statSync(dir, { throwIfNoEntry: false }))
  if (found === undefined) return
  if (!found.isDirectory()) throw new UsageError(`${echoed(dir)}: is no folder (${wanted})`)
  const [file] = orUsageError(dir, () => readdirSync(dir))
  if (file !== undefined) throw new UsageError(`${echoed(dir)}: has files in it, such as ${echoed(file)} (${wanted})`)
}

function copyAll(from: string, to: string): readonly string[] {
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((source) => {
      const target = join(to, source.slice(from.length))
      makeFolders(dirname(target))
      copyFileSync(source, target, constants.COPYFILE_EXCL)
      return target
    })
}

function writeJava(parts: readonly string[], target: string): string {
  const sources = parts.flatMap((part) => readdirSync(part).map((file) => readFileSync(join(part, file), 'utf8')))
  writeFileSync(target, joinJava(sources), { flag: 'wx' })
  return target
}

function orUsageError<T>(dir: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new UsageError(`${echoed(dir)}: cannot be written: ${reasonOf(error)} (a folder of yours is wanted)`)
  }
}
