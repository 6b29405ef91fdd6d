import { spawnSync } from 'node:child_process'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'

const telling = fileURLToPath(new URL('fixtures/tell-modules.mjs', import.meta.url))
const command = join(packageRoot, 'bin', 'cwc.js')

/** The modules that a command loads, from the folder of the kit on. */
function modulesOf(...words: readonly string[]): readonly string[] {
  const { stderr } = spawnSync(process.execPath, ['--import', telling, command, ...words], { encoding: 'utf8' })
  return stderr.split('\n').flatMap((line) => (/\/(?:conformance|zod|yaml)\//.test(line) ? [line] : []))
}

describe('a command starts quickly', () => {
  it('loads no schemas for its help', () => {
    const modules = modulesOf('--help')
    expect(modules).not.toHaveLength(0)
    expect(modules.filter((one) => one.includes('/zod/'))).toEqual([])
  })

  it('loads the options of no other command for a command', () => {
    const commands = modulesOf('check', command).filter((one) => /\/cli\/commands\//.test(one))
    expect(commands.map((one) => basename(one))).toEqual(['declare-commands.ts', 'check.ts'])
  })

  it('loads neither YAML nor pages for a run without known failures and without a report', () => {
    const modules = modulesOf('run', '--role', 'planner')
    expect(modules.filter((one) => one.includes('/suite/'))).not.toHaveLength(0)
    expect(modules.filter((one) => /\/(?:yaml|html|drawn-files)\b/.test(one))).toEqual([])
  })

  it('loads neither schemas nor pages nor checkpoints for a plain cwc check', () => {
    const modules = modulesOf('check', command)
    expect(modules.filter((one) => one.includes('/production-logs/'))).not.toHaveLength(0)
    expect(
      modules.filter((one) =>
        /\/(?:zod|html|log-page)\/|local-storage|timeline-recorder|follow|report-folder/.test(one),
      ),
    ).toEqual([])
  })
})
