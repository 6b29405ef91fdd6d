import { isAbsolute, join, sep } from 'node:path'
import { type Role, roles } from '../../src/contract/roles.ts'

/** The languages that have a template in `templates/`. */
export const languages = ['python', 'go', 'rust', 'java', 'node'] as const
export type Language = (typeof languages)[number]

/** Every template: its language and its role. */
export const templates: readonly (readonly [Language, Role])[] = languages.flatMap((language) =>
  roles.map((role) => [language, role] as const),
)

/** The file of a new driver that its author changes. */
export function ownFileOf(language: Language, dir: string): string {
  switch (language) {
    case 'python':
      return join(dir, 'driver.py')
    case 'go':
      return join(dir, 'driver.go')
    case 'rust':
      return join(dir, 'src', 'main.rs')
    case 'java':
      return join(dir, 'Driver.java')
    case 'node':
      return join(dir, 'driver.mjs')
  }
}

/** The words of the command that builds the driver; undefined: it runs as it is. */
export function buildOf(language: Language, dir: string): readonly string[] | undefined {
  switch (language) {
    case 'go':
      return ['go', 'build', '-C', dir, '-o', 'driver', '.']
    case 'rust':
      return ['cargo', 'build', '--release', '--manifest-path', join(dir, 'Cargo.toml')]
    case 'python':
    case 'java':
    case 'node':
      return undefined
  }
}

/** The words of the command that runs the driver. */
export function commandOf(language: Language, dir: string): readonly string[] {
  switch (language) {
    case 'python':
      return ['python3', ownFileOf(language, dir)]
    case 'node':
      return ['node', ownFileOf(language, dir)]
    case 'java':
      return ['java', ownFileOf(language, dir)]
    case 'go':
      return [program(join(dir, 'driver'))]
    case 'rust':
      return [program(join(dir, 'target', 'release', 'driver'))]
  }
}

/** Without a folder in its path, a program is looked up in the PATH. */
const program = (path: string) => (isAbsolute(path) || path.startsWith('..') ? path : `.${sep}${path}`)
