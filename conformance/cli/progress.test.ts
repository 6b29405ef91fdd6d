import { describe, expect, it } from 'vitest'
import { progress } from './progress.ts'

function stream(properties: { readonly isTTY: boolean; readonly columns: number }) {
  const written: string[] = []
  return { ...properties, written, write: (text: string) => written.push(text) > 0 }
}

describe('the progress of a run', () => {
  it('is a bar on a terminal, which is removed at the end', () => {
    const terminal = stream({ isTTY: true, columns: 80 })
    const bar = progress(4, terminal)
    bar.update(1, 'passed', 'task')
    bar.update(2, 'failed', 'task')
    bar.clear()
    expect(terminal.written[0]).toMatch(/^\r.*█{8}░{22} 1\/4 task$/)
    expect(terminal.written[1]).toMatch(/█{15}░{15} 2\/4 task, 1 not conforming$/)
    expect(terminal.written.at(-1)).toBe('\r\x1b[2K')
  })

  it('is a few plain lines without a terminal, or on a narrow one', () => {
    for (const plain of [stream({ isTTY: false, columns: 0 }), stream({ isTTY: true, columns: 20 })]) {
      const lines = progress(100, plain)
      for (let done = 1; done <= 100; done++) lines.update(done, 'passed', 'task')
      lines.clear()
      expect(plain.written).toEqual([20, 40, 60, 80, 100].map((done) => `${done}/100 scenarios\n`))
    }
  })
})
