import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { followLog } from './follow.ts'

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
  await followLog(file, {
    signal: new AbortController().signal,
    onChunk: (chunk) => {
      text += chunk.toString()
    },
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
  await followLog(file, {
    signal: controller.signal,
    onChunk: () => undefined,
    onRotated: () => undefined,
    onPause() {
      setImmediate(() => controller.abort())
      return false
    },
  })
  expect(controller.signal.aborted).toBe(true)
})

it('a file that is missing is named', async () => {
  const never = {
    signal: new AbortController().signal,
    onChunk: () => undefined,
    onRotated: () => undefined,
    onPause: () => true,
  }
  await expect(followLog(join(folder, 'none.log'), never)).rejects.toThrow(/none\.log: ENOENT/)
})
