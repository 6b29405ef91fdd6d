import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { PeerMissing, runTool } from './tool.ts'

const folder = tmpdir()
const node = { command: process.execPath, install: 'install Node' }

describe('a program that a peer needs', () => {
  it('the output of a program is returned', async () => {
    const { output, seconds } = await runTool(node, ['-p', '6 * 7'], { folder })
    expect(output).toBe('42\n')
    expect(seconds).toBeGreaterThan(0)
  })

  it('a missing program is named, with the way to install it', async () => {
    const missing = runTool({ command: 'no-such-program', install: 'install it' }, [], { folder })
    await expect(missing).rejects.toThrow(new PeerMissing('no-such-program is not installed: install it'))
  })

  it('the output of a failing program is quoted', async () => {
    const script = "console.log('said'); console.error('complained'); process.exit(3)"
    await expect(runTool(node, ['-e', script], { folder })).rejects.toThrow(
      /ended with 3 \(0 is wanted\)\nsaid\n\ncomplained/,
    )
  })
})
