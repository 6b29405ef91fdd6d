import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { makeFolders } from '../../src/adapters/make-folders.ts'
import { packageRoot } from '../package-root.ts'
import { matrixHtml } from './html.ts'
import { matrixJson } from './json.ts'
import { matrixMarkdown } from './markdown.ts'
import type { Matrix } from './matrix.ts'

/** Writes `matrix.json`, `matrix.md` and `matrix.html` into the folder, each in one step. Returns their paths. */
export function writeMatrix(folder: string, matrix: Matrix): readonly string[] {
  makeFolders(folder)
  const root = rootFrom(folder)
  const files = {
    'matrix.json': matrixJson(matrix),
    'matrix.md': matrixMarkdown(matrix, root),
    'matrix.html': matrixHtml(matrix, { root, reports: reportsBeside(folder, matrix) }),
  }
  return Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(`${path}.part`, text)
    renameSync(`${path}.part`, path)
    return path
  })
}

/** The reports that stand in the folder, one folder per column, by the name of the column. */
function reportsBeside(folder: string, { columns }: Matrix): ReadonlyMap<string, string> {
  const beside = columns.filter(({ name }) => existsSync(join(folder, name, 'report.html')))
  return new Map(beside.map(({ name }) => [name, `${encodeURIComponent(name)}/report.html`]))
}

/** The relative path from a folder of the repository to its root, such as `../`; undefined from elsewhere, where no link would work. */
export function rootFrom(folder: string): string | undefined {
  const below = relative(packageRoot, folder)
  if (isAbsolute(below) || below.startsWith('..')) return undefined
  return below === '' ? './/' : '../'.repeat(below.split(sep).length)
}
