import { counted } from '../counted.ts'
import { visible } from '../visible.ts'
import type { CarriedOut } from './carry-out.ts'
import type { Repair } from './repair.ts'
import type { Storage } from './storage.ts'

/** What `--fix` did or would do, and how to undo it. */
export function describeRepair(
  storage: Storage,
  checkpoint: string,
  repair: Repair,
  done: CarriedOut | undefined,
): string {
  switch (repair.kind) {
    case 'nothing to do':
      return '  nothing to mend'
    case 'refused':
      return `  not mended: ${visible(repair.why)}`
    case 'moves': {
      const files = repair.moves.map(({ log, name }) => `${log}/${name}`)
      if (done === undefined) {
        return [`  would move ${counted(files.length, 'file')} (--no-dry-run does it): ${shortened(files)}`].join('\n')
      }
      const undo = done.done
        .toReversed()
        .map(({ log, name }) => storage.moveCommand(`${done.folder}/${log}/${name}`, `${checkpoint}/${log}/${name}`))
      return [
        ...(done.stopped === undefined ? [] : [`  stopped: ${visible(done.stopped)}`]),
        `  moved ${done.done.length} of ${counted(files.length, 'file')} to ${visible(done.folder)}: ${shortened(files.slice(0, done.done.length))}`,
        ...(undo.length === 0
          ? []
          : ['  to undo, before the query starts:', ...undo.map((line) => `    ${visible(line)}`)]),
      ].join('\n')
    }
  }
}

const shortened = (files: readonly string[]) =>
  files.length <= 12 ? files.join(', ') : [...files.slice(0, 6), '…', ...files.slice(-6)].join(', ')
