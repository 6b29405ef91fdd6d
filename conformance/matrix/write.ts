import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { matrixHtml } from './html.ts'
import { matrixJson } from './json.ts'
import { matrixMarkdown } from './markdown.ts'
import type { Matrix } from './matrix.ts'

/** Writes `matrix.json`, `matrix.md` and `matrix.html` into the folder, each in one step. Returns their paths. */
export function writeMatrix(folder: string, matrix: Matrix): readonly string[] {
  mkdirSync(folder, { recursive: true })
  const root = rootFrom(folder)
  const files = {
    'matrix.json': matrixJson(matrix),
    'matrix.md': matrixMarkdown(matrix, root),
    'matrix.html': matrixHtml(matrix, root),
  }
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(`${path}.part`, text)
    renameSync(`${path}.part`, path)
    return path
  })
}

/** The relative path from a folder of the repository to its root, such as `../`; undefined from elsewhere, where no link would work. */
export function rootFrom(folder: string): string | undefined {
  const below = relative(packageRoot, folder)
  if (isAbsolute(below) || below.startsWith('..')) return undefined
  return below === '' ? './/' : '../'.repeat(below.split(sep).length)
}
