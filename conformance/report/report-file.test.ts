import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { UsageError } from '../errors.ts'
import { prepareReportFile, writeReportFile } from './report-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-report-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('The file of an earlier run is gone before a run, and its folders are made', async () => {
  const file = join(folder, 'reports/a/junit.xml')
  prepareReportFile('--junit', file)
  await writeReportFile(file, 'new')
  expect(readFileSync(file, 'utf8')).toBe('new')
  prepareReportFile('--junit', file)
  expect(readdirSync(join(folder, 'reports/a'))).toEqual([])
})

it('A link stays a link, and its file gets the text', async () => {
  const target = join(folder, 'target.xml')
  const link = join(folder, 'link.xml')
  writeFileSync(target, 'old')
  symlinkSync(target, link)
  prepareReportFile('--junit', link)
  await writeReportFile(link, 'new')
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(target, 'utf8')).toBe('new')
})

it.each([
  ['', '--junit: the name of the file is empty (a file is wanted)'],
  [folder, `--junit: ${folder}: cannot be written: a folder (a file is wanted)`],
  [join(folder, 'dangling'), `--junit: ${folder}/dangling: cannot be written: the link leads nowhere`],
  [join(folder, 'taken/x'), `--junit: ${folder}/taken/x: cannot be written: a part of the path is not a folder`],
  ['/proc/x.xml', '--junit: /proc/x.xml: cannot be written: there is no such file'],
  ['/dev/full/x.xml', '--junit: /dev/full/x.xml: cannot be written: a part of the path is not a folder'],
])('A file that cannot be written is refused before a run: "%s"', (file, message) => {
  rmSync(join(folder, 'dangling'), { force: true })
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'))
  writeFileSync(join(folder, 'taken'), '')
  expect(() => prepareReportFile('--junit', file)).toThrow(new UsageError(message))
})

it.each(['/dev/stdout', '/proc/self/fd/1'])('What a file at %s has is kept, and the text stands behind it', (name) => {
  const file = join(folder, 'out.txt')
  const program = `
    import { prepareReportFile, writeReportFile } from ${JSON.stringify(join(import.meta.dirname, 'report-file.ts'))}
    console.log('printed')
    prepareReportFile('--junit', '${name}')
    await writeReportFile('${name}', 'written')`
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', 'exec "$0" --input-type=module -e "$1" > "$2"', process.execPath, program, file],
    { encoding: 'utf8' },
  )
  expect(status, stderr).toBe(0)
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe('printed\nwritten')
})
