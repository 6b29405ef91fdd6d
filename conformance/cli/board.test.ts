import { describe, expect, it } from 'vitest'
import { board } from './board.ts'

function stream(more: { readonly isTTY?: boolean; readonly columns?: number }) {
  const written: string[] = []
  return { ...more, written, write: (text: string) => written.push(text) > 0 }
}

describe('the progress of several runs', () => {
  it('has one line per run, redrawn on a terminal and no wider than it', () => {
    const terminal = stream({ isTTY: true, columns: 24 })
    const lines = board(['spark@2.4.8', 'mine'], terminal)
    lines.say('mine', '20/522 scenarios')
    lines.say('spark@2.4.8', 'done')
    expect(terminal.written).toEqual([
      '\x1b[2Kspark@2.4.8  waiting\n\x1b[2Kmine         20/522 sce\n',
      '\x1b[2A\x1b[2Kspark@2.4.8  done\n\x1b[2Kmine         20/522 sce\n',
    ])
  })

  it('is printed as new lines without a terminal', () => {
    const plain = stream({})
    board(['mine', 'spark@2.4.8'], plain).say('mine', 'starts')
    expect(plain.written).toEqual(['mine         starts\n'])
  })
})
