import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DriverError } from '../../../src/adapters/driver.ts'
import { linesOfCommand, runCommand } from './user-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-user-command-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const place = { place: 'read', seconds: 60 }
const script = (text: string) => ({ command: [process.execPath, '--eval', text] })
const reasonOf = (error: unknown) =>
  error instanceof DriverError && error.failure.kind === 'not-supported' ? error.failure.reason : String(error)
const reason = async (running: Promise<unknown>) => await running.then(() => 'nothing failed', reasonOf)

describe('a command of the user', () => {
  it('gets its words as they are, and its lines are read, whatever ends them', async () => {
    const { command } = script('console.log(process.argv[1] + "\\r\\n" + process.argv[2])')
    expect(await linesOfCommand({ command: [...command, '$HOME;', 'ä b'] }, place)).toEqual(['$HOME;', 'ä b'])
    expect(await linesOfCommand(script('process.stdout.write("no line feed")'), place)).toEqual(['no line feed'])
    expect(await linesOfCommand(script(''), place)).toEqual([])
  })

  it.each([
    [
      'fails',
      'console.error("at x\\n\\u001b[2Jno table"); process.exit(3)',
      'failed: it exited with code 3: \\u{1b}[2Jno table',
    ],
    ['fails and says nothing', 'process.exit(1)', 'failed: it exited with code 1'],
    ['is killed', 'process.kill(process.pid, "SIGKILL")', 'failed: signal SIGKILL ended it'],
    [
      'prints no text',
      'process.stdout.write(Buffer.from([97, 10, 255, 10]))',
      'printed a line 2 that is no text in UTF-8',
    ],
    [
      'floods',
      'const more = () => process.stdout.write("x\\n".repeat(99999), more); more()',
      'printed more than 4 MiB',
    ],
  ])('that %s is an error that names its place', async (_, text, what) => {
    const said = await reason(linesOfCommand(script(text), place))
    expect(said).toMatch(/^read: the command .*node --eval /)
    expect(said.endsWith(what), said).toBe(true)
  })

  it('that is not there is an error, too', async () => {
    expect(await reason(runCommand({ command: ['no-such-program', 'x'] }, { place: 'before[1]', seconds: 60 }))).toBe(
      'before[1]: the command no-such-program x could not be started: the command "no-such-program" was not found',
    )
  })

  it('that hangs is killed at its own time limit, with all that it has started', async () => {
    const survived = join(folder, 'survived')
    const text = `trap '' TERM INT; (sleep 2; echo x > ${survived}) & echo row; wait; sleep 3`
    const hanging = { command: ['sh', '-c', text], timeout: 0.2 }
    expect(await reason(linesOfCommand(hanging, place))).toMatch(/ did not end within 0\.2 s$/)
    expect(existsSync(survived)).toBe(false)
  })

  it('whose output nobody reads may print as much as it likes, and leaves nothing running', async () => {
    const text =
      'const { spawn } = require("child_process"); console.log("x".repeat(9e6)); spawn("sleep", ["9"], { stdio: "inherit" })'
    // Without an end of its child, it would take nine seconds.
    await runCommand(script(`${text}; process.exit(0)`), { place: 'setUp[0]', seconds: 8 })
  })
})
