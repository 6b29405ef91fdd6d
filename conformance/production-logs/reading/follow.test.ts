import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UsageError } from '../../errors.ts'
import { followLogs } from './follow.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-follow-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Follows a file. At the n-th pause the n-th step is done; after the last one it is enough. */
async function followed(begin: string, steps: readonly ((file: string) => void)[]) {
  const file = join(folder, 'driver.log')
  writeFileSync(file, begin)
  const seen: string[] = []
  let text = ''
  let step = 0
  await followLogs([file], {
    signal: new AbortController().signal,
    isLast: () => true,
    onChunk: (_, chunk) => {
      text += chunk.toString()
    },
    onMissing: () => undefined,
    onRotated: () => seen.push('rotated'),
    onPause() {
      // A notice of the system may come without a change.
      if (text === '') return false
      seen.push(text)
      text = ''
      steps[step]?.(file)
      step += 1
      return step > steps.length
    },
  })
  return seen
}

it('what is there and what is written later is read', async () => {
  expect(await followed('a\n', [(file) => appendFileSync(file, 'b\n'), (file) => appendFileSync(file, 'c\n')])).toEqual(
    ['a\n', 'b\n', 'c\n'],
  )
})

it('a file that is replaced is read to its end, and then the new one', async () => {
  const rotate = (file: string) => {
    appendFileSync(file, 'last\n')
    renameSync(file, `${file}.1`)
    writeFileSync(file, 'new\n')
  }
  const seen = await followed('a\n', [rotate])
  expect(seen.join('')).toBe('a\nrotatedlast\nnew\n')
})

it('a file that vanishes, or whose place a folder or a pipe takes, is read on until its successor comes', async () => {
  const vanish = (file: string) => {
    renameSync(file, `${file}.1`)
    appendFileSync(`${file}.1`, 'b\n')
  }
  const makeFolder = (file: string) => {
    appendFileSync(`${file}.1`, 'c\n')
    mkdirSync(file)
  }
  const makePipe = (file: string) => {
    appendFileSync(`${file}.1`, 'd\n')
    rmdirSync(file)
    spawnSync('mkfifo', [file])
  }
  const comeBack = (file: string) => {
    rmSync(file)
    writeFileSync(file, 'new\n')
  }
  const seen = await followed('a\n', [vanish, makeFolder, makePipe, comeBack])
  expect(seen.join('')).toBe('a\nb\nc\nd\nrotatednew\n')
})

it.skipIf(process.platform !== 'linux')('a file that can be read no further is named', async () => {
  const reading = followLogs(['/proc/self/mem'], {
    signal: new AbortController().signal,
    isLast: () => false,
    onChunk: () => undefined,
    onMissing: () => undefined,
    onRotated: () => undefined,
    onPause: () => true,
  })
  await expect(reading).rejects.toThrow(
    new UsageError(
      '/proc/self/mem: cannot be read any further: the disk reports an error (with --follow, one log file is wanted that grows)',
    ),
  )
})

it('a file that is cut is read from its beginning', async () => {
  const cut = (file: string) => {
    truncateSync(file)
    appendFileSync(file, 'b\n')
  }
  expect(await followed('a long line\n', [cut])).toEqual(['a long line\n', 'rotated', 'b\n'])
})

it('an abort ends it while it waits', async () => {
  const file = join(folder, 'driver.log')
  writeFileSync(file, 'a\n')
  const controller = new AbortController()
  await followLogs([file], {
    signal: controller.signal,
    isLast: () => true,
    onChunk: () => undefined,
    onMissing: () => undefined,
    onRotated: () => undefined,
    onPause() {
      setImmediate(() => controller.abort())
      return false
    },
  })
  expect(controller.signal.aborted).toBe(true)
})

it('what is missing or does not grow is named: a folder, a pipe, standard input', async () => {
  const never = {
    signal: new AbortController().signal,
    isLast: () => true,
    onChunk: () => undefined,
    onMissing: () => undefined,
    onRotated: () => undefined,
    onPause: () => true,
  }
  spawnSync('mkfifo', [join(folder, 'pipe')])
  for (const [file, message] of [
    [join(folder, 'none/none.log'), /none\.log: .*no such file/],
    [folder, /: it is a folder \(with --follow, one log file is wanted that grows\)$/],
    [join(folder, 'pipe'), /pipe: it is no regular file \(a pipe is read with `cwc check -`\)/],
    ['-', /^--follow -: standard input is read to its end without --follow/],
  ] as const) {
    const error = await followLogs([file], never).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UsageError)
    expect(String((error as UsageError).message)).toMatch(message)
  }
})

it('the last file is read no further than it went before the others were read', async () => {
  const [driver, executor] = [join(folder, 'driver.log'), join(folder, 'executor.log')]
  writeFileSync(driver, 'd1\n')
  writeFileSync(executor, 'e1\n')
  const seen: string[] = []
  await followLogs([driver, executor], {
    signal: new AbortController().signal,
    isLast: (file) => file === driver,
    onChunk(file, chunk) {
      seen.push(chunk.toString())
      // Both write on while the executor's file is read: its next line comes before the driver's.
      if (file === executor && seen.length === 1) {
        appendFileSync(driver, 'd2\n')
        appendFileSync(executor, 'e2\n')
      }
    },
    onMissing: () => undefined,
    onRotated: () => undefined,
    onPause: () => seen.join('').includes('d2'),
  })
  expect(seen).toEqual(['e1\n', 'e2\n', 'd1\n', 'd2\n'])
})

it('a file that is not there yet is waited for, while others are read; one that never comes is returned', async () => {
  const [driver, executor, none] = ['driver.log', 'executor.log', 'none.log'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(executor, 'e1\n')
  const seen: string[] = []
  const missing: (readonly string[])[] = []
  let pauses = 0
  const never = await followLogs([driver, executor, none], {
    signal: new AbortController().signal,
    isLast: (file) => file === driver,
    onMissing: (files) => missing.push(files),
    onChunk: (_, chunk) => seen.push(chunk.toString()),
    onRotated: () => seen.push('rotated'),
    onPause() {
      // The executor's next line is known when the driver's file has come.
      if (seen.length === 1) {
        appendFileSync(executor, 'e2\n')
        writeFileSync(driver, 'd1\n')
      }
      pauses += 1
      return seen.includes('d1\n') || pauses > 5
    },
  })
  expect(missing).toEqual([[driver, none]])
  expect(seen).toEqual(['e1\n', 'e2\n', 'd1\n'])
  expect(never).toEqual([none])
})
