import type { Command } from 'commander'
import { seconds } from './option-values.ts'
import { smokeCommand as smoke } from './smoke.ts'

/** `cwc smoke -- COMMAND`: is the driver itself sound? */
export function smokeCommand(program: Command, done: (code: number) => void): void {
  program
    .command('smoke')
    .description('look at a driver by itself: each method, each role that it claims, each kind of bad request')
    .usage('[options] -- COMMAND ARGS…')
    .argument('<command...>', 'a program that speaks the driver protocol (docs/protocol.md), behind --')
    .option('--timeout <seconds>', 'the longest that one call may take', seconds, 20)
    .action(async ([command = '', ...args]: string[], { timeout }: { readonly timeout: number }) => {
      done(await smoke({ command, args, timeoutSeconds: timeout }, process.stdout))
    })
}
