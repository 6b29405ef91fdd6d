import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import type { Ancestor } from './kin.ts'

/**
 * A shell that outlives a kit that was killed (`kill -9`). Then no driver can be killed by the kit, and a driver that ignores the end
 * of its standard input would run for ever. The guard gives the drivers two seconds, and kills those that are left.
 */
const script = `
without() {
  kept=
  for one in $2; do [ "$one" = "$1" ] || kept="$kept $one"; done
  echo "$kept"
}
starting=
live=
while read -r change pid mark; do
  case $change in
    \\?) starting="$starting $mark" ;;
    +) starting=$(without "$mark" "$starting"); live="$live $pid:$mark" ;;
    -) live=$(without "$pid:$mark" "$live") ;;
  esac
done
for round in 1 2 3 4 5 6 7 8 9 10; do
  left=$starting
  for one in $live; do kill -0 "-\${one%%:*}" 2>/dev/null && left=yes; done
  [ -n "$left" ] || break
  sleep 0.2
done
for one in $live; do kill -9 "-\${one%%:*}" 2>/dev/null; done
for one in $starting $live; do
  for file in $(grep -la "\${one#*:}" /proc/[0-9]*/environ 2>/dev/null); do
    file=\${file#/proc/}
    kill -9 "\${file%%/*}" 2>/dev/null
  done
done
`

let guard: ChildProcess | undefined

/**
 * A driver with this mark is about to be started: a kit that is killed in the moment after that would leave it behind. The first one
 * starts the guard.
 */
export function guardMark(mark: string): void {
  tell('?', { pid: 0, mark })
}

/** Guards a driver that was started, whose mark is known. */
export function guardOver(driver: Ancestor): void {
  tell('+', driver)
}

/** The driver has ended, with all that it started. */
export function endGuardOver(driver: Ancestor): void {
  tell('-', driver)
}

function tell(change: '?' | '+' | '-', { pid, mark }: Ancestor): void {
  if (process.platform === 'win32') return
  guard ??= start()
  guard.stdin?.write(`${change} ${pid} ${mark}\n`)
}

function start(): ChildProcess {
  // In a session of its own, so that Ctrl-C does not reach it, and without the environment of the kit.
  const started = spawn('/bin/sh', ['-c', script, 'cwc-guard'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
    cwd: '/',
  })
  // Without a shell there is no guard, and everything else works.
  started.on('error', () => {})
  started.stdin?.on('error', () => {})
  started.unref()
  if (started.stdin instanceof Socket) started.stdin.unref()
  process.on('exit', () => started.kill('SIGKILL'))
  return started
}
