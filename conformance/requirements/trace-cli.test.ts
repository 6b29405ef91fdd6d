import { describe, expect, it } from 'vitest'
import { visibleLines } from '../visible.ts'
import { requirementById } from './registry.ts'
import { runTrace } from './trace-cli.ts'

/** Runs the command over files that exist only here. */
function run(words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const said = { out: '', err: '' }
  const code = runTrace(words, {
    readFile: (file) => {
      const text = files[file]
      if (text === undefined) throw new Error('no such file')
      return text
    },
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
  })
  return { code, ...said }
}

describe('the trace command', () => {
  it('prints its usage when asked, and when no file is given', () => {
    expect(run(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage:') })
    expect(run([])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no FILE given') })
    expect(run(['--document'])).toMatchObject({ code: 2, err: expect.stringContaining('Usage:') })
  })

  it('refuses an option that it does not know', () => {
    expect(run(['--documents', 'a.md']).err).toMatch(/^trace: unknown option --documents\n/)
  })

  it('refuses a file that cannot be read', () => {
    expect(run(['--document', 'gone/EpochTracker.md'])).toEqual({
      code: 2,
      out: '',
      err: 'trace: gone/EpochTracker.md: cannot be read (no such file)\n',
    })
  })

  it('shows the control characters of a page and of its name, and obeys none', () => {
    const page = 'Clear\u{1b}[2J the \u{202e}screen.'
    const listed = run(['--list', 'a\u{1b}[2J.md'], { 'a\u{1b}[2J.md': page })
    expect(listed.out).toContain('a\\u{1b}[2J.md, ')
    expect(listed.out).toContain('Clear\\u{1b}[2J the \\u{202e}screen.')
    const traced = run(['EpochTracker.md'], { 'EpochTracker.md': page })
    const gone = run(['gone\u{1b}[2J.md'])
    for (const text of [listed.out, traced.out, gone.err]) expect(text).toBe(visibleLines(text))
    expect(gone.err).toContain('gone\\u{1b}[2J.md: cannot be read')
  })

  it('refuses to hold the registry against nothing that it knows, and says what it knows', () => {
    const { code, err } = run(['--document', 'Other.md'], { 'Other.md': 'A.' })
    expect(code).toBe(2)
    expect(err).toMatch(/^trace: no FILE is a copy of a page of the registry \(.*EpochTracker\.md/)
  })

  it('passes over, by name, a file that is no page of the registry', () => {
    const { out } = run(['--document', 'EpochTracker.md', 'Other.md'], { 'EpochTracker.md': '', 'Other.md': 'A.' })
    expect(out).toMatch(/passed over, .*: Other\.md\n$/)
  })

  it('refuses the same page twice', () => {
    const files = { 'a/EpochTracker.md': '', 'b/EpochTracker.md': '' }
    expect(run(['--document', ...Object.keys(files)], files)).toMatchObject({
      code: 2,
      err: 'trace: EpochTracker.md: given twice\n',
    })
  })

  it('takes a file for the page that it is named after, and several after one option or several', () => {
    const files = { 'x/EpochTracker.md': '', 'y/EpochCoordinatorRef.md': '' }
    const one = run(['--document', ...Object.keys(files)], files)
    const many = run(['--document', 'x/EpochTracker.md', '--document=y/EpochCoordinatorRef.md'], files)
    expect(one).toEqual(many)
    expect(one.out).toContain(' sentences on 2 pages: 0 good, ')
  })

  it('names each sentence that was changed, the requirements made from it, and the pages that were not given', () => {
    const page = '== [[EpochTracker]] EpochTracker\n\nA tracker of epochs.\n'
    const { code, out } = run(['--document', 'EpochTracker.md'], { 'EpochTracker.md': page })
    expect(code).toBe(1)
    expect(out).toMatch(/^changed {2}EpochTracker\.md, "EpochTracker", sentence 1\n {2}now {6}A tracker of epochs\.\n/)
    expect(out).toContain(`touches  ET-3 (must): ${requirementById('ET-3').says}`)
    expect(out).toMatch(/missing {2}EpochTracker\.md, "Current Epoch -- `getCurrentEpoch` Method", sentence 2\n/)
    expect(out).toMatch(/\n7 sentences on 1 page: 0 good, 1 changed, 6 missing\nnot held against a copy: .*\n$/)
  })

  it('lists the sentences of any page with number and digest', () => {
    expect(run(['--list', '--document', 'Any.md'], { 'Any.md': '# A\n\na b\n' })).toEqual({
      code: 0,
      err: '',
      out: 'Any.md, "A"\n  1  a b\n     c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65\n',
    })
  })

  it('lists the requirements made from a sentence behind its digest', () => {
    const page = '# A\n\n----\ngetCurrentEpoch: Option[Long]\n----\n'
    expect(run(['--list', '--document', 'Any.md'], { 'Any.md': page }).out).toMatch(/ {5}[0-9a-f]{64} ET-1 ET-4\n$/)
  })
})
