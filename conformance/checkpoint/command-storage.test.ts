import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandStorage } from './command-storage.ts'
import { newFolder } from './fixtures/checkpoint-folder.ts'

/** A storage behind a script. */
const script = (text: string, seconds = 60) => {
  const file = join(newFolder(), 'my store.sh')
  writeFileSync(file, text)
  return commandStorage(['sh', file], seconds)
}

describe('a storage behind a command', () => {
  it('the command gets its own words and those of hdfs dfs, each as one word', () => {
    const folder = newFolder()
    const told = join(folder, 'told')
    const storage = commandStorage(['sh', '-c', `for word; do echo "$word" >> ${told}; done`, 'name', 'a b'], 60)
    storage.makeFolder('s3a://b/c d')
    storage.move(['8', '.8.crc'], 's3a://b/c d/offsets', 's3a://b/e/offsets')
    expect(readFileSync(told, 'utf8').split('\n')).toEqual([
      ...['a b', '-mkdir', '-p', 's3a://b/c d'],
      ...['a b', '-mv', 's3a://b/c d/offsets/8', 's3a://b/c d/offsets/.8.crc', 's3a://b/e/offsets', ''],
    ])
  })

  it('one call moves at most 200 files', () => {
    const folder = newFolder()
    const told = join(folder, 'told')
    const storage = script(`echo $# >> ${told}`)
    storage.move(
      Array.from({ length: 450 }, (_, at) => String(at)),
      'a',
      'b',
    )
    expect(readFileSync(told, 'utf8')).toBe('202\n202\n52\n')
  })

  it('a listing is read, and a folder that is missing is known by the message', () => {
    expect(script(`echo '-rw-r--r--   3 u g   29 2026-11-28 12:16 /c/0'`).list('/c')).toHaveLength(1)
    expect(script(`echo "ls: '/c': No such file or directory" >&2; exit 1`).list('/c')).toBeUndefined()
  })

  it.each([
    ['fails', 'echo "Connection refused" >&2; exit 255', /-ls \/c: Connection refused$/],
    ['fails and says nothing', 'exit 3', /-ls \/c: exit code 3$/],
    ['prints something else', 'echo hello', /-ls \/c: "hello" is no line of hdfs dfs -ls$/],
    ['tries to steer the terminal', `printf '\\033[2J' >&2; exit 1`, /-ls \/c: \\u\{1b\}\[2J$/],
    ['is killed', 'kill -9 $$', /-ls \/c: ended by SIGKILL$/],
  ])('a command that %s cannot list', (_, text, message) => {
    expect(() => script(text).list('/c')).toThrow(message)
  })

  it('a command that hangs, and ignores signals, is killed at its time limit', () => {
    const survived = join(newFolder(), 'survived')
    // It ends by itself at last, so that a kit that does not kill it shows that.
    const text = `trap '' TERM INT CONT; sleep 1; echo x > ${survived}; sleep 3`
    expect(() => script(text, 0.2).list('/c')).toThrow(/-ls \/c: no end within 0.2 s$/)
    expect(existsSync(survived)).toBe(false)
  })

  it('a command that floods its output is stopped', () => {
    expect(script('yes').read('/c/0')).toEqual({ kind: 'unreadable', why: 'more than 8 MiB of output' })
  })

  it('a file that the command cannot read has its message', () => {
    expect(script('echo "cat: Permission denied" >&2; exit 1').read('/c/0')).toEqual({
      kind: 'unreadable',
      why: 'cat: Permission denied',
    })
    expect(script('printf "v1"').read('/c/0')).toEqual({ kind: 'bytes', bytes: Buffer.from('v1') })
  })

  it('a command that there is not is wrong use', () => {
    expect(() => commandStorage(['no-such-command-of-anybody'], 60).list('/c')).toThrow(
      /^--via: no-such-command-of-anybody: cannot be started: .*ENOENT \(a command that lists and reads files is wanted\)$/,
    )
  })

  it('the command that undoes a move names up to 20 files, and has a star for more', () => {
    const storage = commandStorage(['hdfs', '--config', '/my conf', 'dfs'], 60)
    expect(storage.moveCommand(['7', '8'], 'hdfs://n/m', 'hdfs://n/c')).toBe(
      "hdfs --config '/my conf' dfs -mv hdfs://n/m/7 hdfs://n/m/8 hdfs://n/c",
    )
    const many = Array.from({ length: 21 }, (_, at) => String(at))
    expect(storage.moveCommand(many, 'hdfs://n/m', 'hdfs://n/c')).toBe(
      "hdfs --config '/my conf' dfs -mv 'hdfs://n/m/*' hdfs://n/c",
    )
  })

  it('the command that undoes a move works in a shell', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'a b'))
    mkdirSync(join(folder, 'c'))
    writeFileSync(join(folder, 'a b', '7'), '')
    const storage = commandStorage(['sh', '-c', 'shift; mv "$@"', 'name'], 60)
    execFileSync('sh', ['-c', storage.moveCommand(['7'], join(folder, 'a b'), join(folder, 'c'))])
    expect(readdirSync(join(folder, 'c'))).toEqual(['7'])
  })
})
