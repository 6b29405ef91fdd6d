import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'

/** The first command of a page, with the output that the page shows below it. */
function firstExample(page: string): { readonly command: string; readonly output: string } {
  const text = readFileSync(join(packageRoot, page), 'utf8')
  const [, command, output] = /^```sh\n(npx cwc [^`]*?)\n```\n\n```text\n(.*?)^```$/ms.exec(text) ?? []
  if (command === undefined || output === undefined) throw new Error(`${page}: a command with its output is wanted`)
  return { command, output }
}

/** The standard output of the command, run by the Node of this process. */
function run(command: string): string {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  const words = command.replace(/^npx cwc /, 'node bin/cwc.js ')
  return spawnSync('sh', ['-c', words], { cwd: packageRoot, encoding: 'utf8', env: { ...process.env, PATH: path } })
    .stdout
}

describe('the output that a page shows for its first command', () => {
  it.each(['README.md', 'docs/generated-checks.md'])('is what the command prints: %s', (page) => {
    const { command, output } = firstExample(page)
    expect(run(command)).toContain(output)
  })
})
