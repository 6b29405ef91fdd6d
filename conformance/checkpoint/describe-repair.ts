import { counted } from '../counted.ts'
import { visible } from '../visible.ts'
import type { CarriedOut } from './carry-out.ts'
import { logs } from './checkpoint.ts'
import type { Move, Repair } from './repair.ts'
import type { Storage } from './storage.ts'

/** What there is to do: `command` mends the checkpoint. `isDryRun`: it was asked for, and not done. */
export function describePlan(
  repair: Repair,
  { command, isDryRun }: { readonly command: string; readonly isDryRun: boolean },
): readonly string[] {
  switch (repair.kind) {
    case 'nothing to do':
      return []
    case 'refused':
      return [`No repair: ${visible(repair.why)}.`]
    case 'moves':
      return [
        ...(isDryRun ? ['Nothing was moved: this was a dry run.'] : []),
        `To mend it, stop the query, and then: ${visible(command)}`,
        `That moves ${counted(repair.moves.length, 'file')} into a folder beside the checkpoint: ${shortened(repair.moves)}`,
      ]
  }
}

/** Printed before the first move, so that a repair that is killed can be undone, too. */
export function announce(storage: Storage, moved: Moved): string {
  return [
    `moving ${counted(moved.moves.length, 'file')} to ${visible(moved.folder)}; to undo, before the query starts:`,
    ...undoing(storage, moved),
  ].join('\n')
}

/** What `--fix` did, and how to undo it. */
export function describeCarriedOut(
  storage: Storage,
  checkpoint: string,
  { folder, done, planned, stopped }: CarriedOut,
): readonly string[] {
  if (done.length === 0) return [`Not mended: ${visible(stopped ?? '')}.`]
  return [
    stopped === undefined
      ? `${counted(done.length, 'file')} moved to ${visible(folder)}: ${shortened(done)}`
      : `Mended in part only: ${visible(stopped)}. ${done.length} of ${counted(planned, 'file')} moved to ${visible(folder)}: ${shortened(done)}`,
    ...(stopped === undefined ? [] : ['Mend it again before you start the query.']),
    'To undo, before the query starts:',
    ...undoing(storage, { checkpoint, folder, moves: done }),
  ]
}

/** Files of a checkpoint, and the folder to which they go. */
export interface Moved {
  readonly checkpoint: string
  readonly folder: string
  readonly moves: readonly Move[]
}

function undoing(storage: Storage, { checkpoint, folder, moves }: Moved): readonly string[] {
  return logs.flatMap((log) => {
    const names = moves.filter((move) => move.log === log).map(({ name }) => name)
    return names.length === 0
      ? []
      : [`  ${visible(storage.moveCommand(names.toReversed(), `${folder}/${log}`, `${checkpoint}/${log}`))}`]
  })
}

function shortened(moves: readonly Move[]): string {
  const files = moves.map(({ log, name }) => `${log}/${name}`)
  return (files.length <= 12 ? files : [...files.slice(0, 6), '…', ...files.slice(-6)]).join(', ')
}
