import type { Command } from 'commander'

/** Gives a command the options that decide on colour. Without them, FORCE_COLOR, NO_COLOR and the terminal decide. */
export function withColourOptions(command: Command): Command {
  return command
    .option('--color', 'write in colour, also where the output is no terminal')
    .option('--no-color', 'write without colour')
}
