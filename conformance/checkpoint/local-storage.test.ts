import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { boundByPermissions } from './fixtures/bound-by-permissions.ts'
import { newFolder } from './fixtures/checkpoint-folder.ts'
import { localStorage } from './local-storage.ts'

describe('the files of this machine', () => {
  it('a folder is listed with names, sizes and times', () => {
    const folder = newFolder()
    writeFileSync(join(folder, '7'), 'v1')
    mkdirSync(join(folder, 'state'))
    const [file, inner] = localStorage.list(folder) ?? []
    expect([file?.name, file?.size, file?.isFolder, inner?.isFolder]).toEqual(['7', 2, false, true])
    expect(Math.abs((file?.modified ?? 0) - Date.now())).toBeLessThan(600_000)
  })

  it('links are followed, also one in place of a folder, and one that leads nowhere is listed', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'real'))
    writeFileSync(join(folder, 'real', '7'), 'v1')
    symlinkSync(join(folder, 'real'), join(folder, 'link'))
    symlinkSync(join(folder, 'real', '7'), join(folder, 'real', '8'))
    symlinkSync('nowhere', join(folder, 'real', '9'))
    symlinkSync('10', join(folder, 'real', '10'))
    const listed = localStorage.list(join(folder, 'link'))
    expect(listed?.map(({ name }) => name).toSorted()).toEqual(['10', '7', '8', '9'])
    expect(localStorage.read(join(folder, 'link', '8'))).toEqual({ kind: 'bytes', bytes: Buffer.from('v1') })
    expect(localStorage.read(join(folder, 'link', '9'))).toEqual({ kind: 'unreadable', why: 'there is no such file' })
    expect(localStorage.read(join(folder, 'link', '10'))).toEqual({
      kind: 'unreadable',
      why: 'its links lead in a circle',
    })
  })

  it('what is no file is not waited for', () => {
    const folder = newFolder()
    execFileSync('mkfifo', [join(folder, '7')])
    // So that a read comes to an end.
    const writer = spawn('sh', ['-c', 'echo v1 > "$1"', 'sh', join(folder, '7')])
    onTestFinished(() => void writer.kill('SIGKILL'))
    expect(localStorage.read(join(folder, '7'))).toEqual({ kind: 'unreadable', why: 'not a regular file' })
    expect(localStorage.read(folder)).toEqual({ kind: 'unreadable', why: 'not a regular file' })
  })

  it('a file is not a folder, and a missing folder is missing', () => {
    const folder = newFolder()
    writeFileSync(join(folder, '7'), 'v1')
    expect(localStorage.list(join(folder, 'no'))).toBeUndefined()
    expect(() => localStorage.list(join(folder, '7'))).toThrow(/7: a file \(a folder is wanted\)$/)
    expect(() => localStorage.list(join(folder, '7', 'no'))).toThrow(/no: below a file \(a folder is wanted\)$/)
  })

  it.skipIf(boundByPermissions === undefined)('a folder without permission cannot be listed', () => {
    const closed = join(newFolder(), 'closed')
    mkdirSync(closed, { mode: 0 })
    const [node = '', ...words] = boundByPermissions ?? []
    const list = `import { localStorage } from '${new URL('local-storage.ts', import.meta.url)}'
      try { localStorage.list(process.argv[1]) } catch (error) { console.log(error.message) }`
    const { stdout } = spawnSync(node, [...words, '--input-type=module', '-e', list, closed], { encoding: 'utf8' })
    expect(stdout).toBe(`${closed}: no permission\n`)
  })

  it('files are moved in order, and none is replaced', () => {
    const folder = newFolder()
    for (const name of ['a/1', 'a/2', 'a/3', 'b/2']) {
      mkdirSync(join(folder, name, '..'), { recursive: true })
      writeFileSync(join(folder, name), name)
    }
    expect(() => localStorage.move(['1', '2', '3'], join(folder, 'a'), join(folder, 'b'))).toThrow(
      `${folder}/b/2: exists already (a free name is wanted)`,
    )
    expect(readdirSync(join(folder, 'a'))).toEqual(['2', '3'])
    expect(readFileSync(join(folder, 'b', '2'), 'utf8')).toBe('b/2')
    expect(() => localStorage.move(['9'], join(folder, 'a'), join(folder, 'b'))).toThrow(
      `${folder}/a/9: there is no such file`,
    )
  })

  it('the command that moves files works in a shell, also for hidden files and odd names of folders', () => {
    const folder = newFolder()
    const [from, to] = [join(folder, `it's "a" $(b)`), join(folder, 'c d')]
    mkdirSync(from)
    mkdirSync(to)
    for (const name of ['7', '.7.crc']) writeFileSync(join(from, name), name)
    execFileSync('sh', ['-c', localStorage.moveCommand(['7', '.7.crc'], from, to)])
    expect([readdirSync(from), readdirSync(to).toSorted()]).toEqual([[], ['.7.crc', '7']])
  })
})
