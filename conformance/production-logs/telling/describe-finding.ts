import { counted } from '../../counted.ts'
import { shellWord } from '../../shell-word.ts'
import { echoed, visible } from '../../visible.ts'
import type { LogFinding } from '../report/check-report.ts'
import type { IgnoredError, Place } from '../runs/state.ts'

/** How much of an error's text or of a log line is shown. */
export const mostOfLine = 300

/** A finding as text: what happened, in one sentence, then where, why, and what to do. */
export function describeLogFinding(finding: LogFinding): readonly string[] {
  const lines = linesOf(finding)
  // The last line says what to do about it.
  return 'settledBy' in finding && finding.settledBy !== undefined
    ? [
        ...lines.slice(0, -1),
        `That is over: checkpoint ${echoed(finding.settledBy, mostOfLine)} is clean now, and no run began after an old entry.`,
      ]
    : lines
}

function linesOf(finding: LogFinding): readonly string[] {
  switch (finding.kind) {
    case 'commits-stopped': {
      const { lastCommitted, lastLogged, epoch, call, error, errors, at } = finding
      const commits =
        lastCommitted === undefined ? 'no epoch was committed' : `commits stopped at epoch ${lastCommitted}`
      const stopped =
        lastLogged !== undefined
          ? `${commits} while offsets go on to epoch ${lastLogged}`
          : lastCommitted === undefined
            ? 'commits stopped: the coordinator ignored an error'
            : commits
      return [
        `${stopped} (CE-20)`,
        `the first ignored error was ${errorText(error)}`,
        `at ${placeText(at)}, ${callText(call, epoch)}${errors > 1 ? `; ${counted(errors - 1, 'error')} more were ignored` : ''}`,
        'Spark goes on without a failure. A restart from this checkpoint can lose or double rows: run cwc doctor CHECKPOINT before it.',
      ]
    }
    case 'commits-stopped-so-far': {
      const { lastCommitted, epoch, call, error, at } = finding
      return [
        `an error was ignored, and no later line shows whether epochs are committed${lastCommitted === undefined ? '' : ` beyond epoch ${lastCommitted}`}: ${errorText(error)}`,
        `at ${placeText(at)}, ${callText(call, epoch)}`,
        'If the query runs on, its next epochs show it.',
        'If the run is over, a restart can lose or double rows: run cwc doctor CHECKPOINT before it.',
      ]
    }
    case 'error-ignored':
      return [
        !finding.hasGoneOn
          ? `a coordinator ignored an error, and no line says of which query: if no epoch of it is committed after it, its commits stopped (CE-20): ${errorText(finding.error)}`
          : `the coordinator ignored an error, and epochs were committed after it: ${errorText(finding.error)}`,
        `at ${placeText(finding.at)}, ${callText(finding.call, undefined)}`,
      ]
    case 'old-offsets': {
      const { first, last, at, checkpoint } = finding
      return [
        `${first === last ? `epoch ${first} was` : `epochs ${first} to ${last} were`} committed with the offsets of an earlier run (CE-19)`,
        `first at ${placeText(at)}: this run has not logged the offsets of that epoch`,
        `${checkpoint === undefined ? '' : `checkpoint ${echoed(checkpoint, mostOfLine)}: `}a restart while one of these epochs is the last committed one loses or doubles rows`,
      ]
    }
    case 'offsets-ahead': {
      const { first, last, lastCommitted, at, checkpoint, hasEnded } = finding
      return [
        `the ${hasEnded ? 'run ended' : 'log ends'} with offsets of ${first === last ? `epoch ${first}` : `epochs ${first} to ${last}`}, and ${lastCommitted === undefined ? 'committed none' : `its last commit is epoch ${lastCommitted}`}`,
        `last at ${placeText(at)}`,
        `checkpoint ${echoed(checkpoint, mostOfLine)}: a restart keeps these entries (CE-19), and loses or doubles rows: run cwc doctor before it`,
      ]
    }
    case 'ahead-so-far':
      return [
        `the log ends after the offsets of epoch ${finding.last} and before its commit`,
        `at ${placeText(finding.at)}`,
        'If the query runs on, this is the middle of an epoch, and no fault.',
        `If the run is over, as after a kill, a restart keeps the entry (CE-19), and can lose or double rows: run cwc doctor ${echoed(shellWord(finding.checkpoint), mostOfLine)} before it.`,
      ]
    case 'commit-interrupted': {
      const { partition, epoch, at } = finding
      return [
        `the writer of partition ${partition} was interrupted in the commit of epoch ${epoch}: its rows of that epoch may have been lost`,
        `at ${placeText(at)} it begins the epoch again, and no line says that the first commit was done`,
        'Spark swallows an InterruptedException of a commit, and does not read these rows again: look for them in the sink.',
      ]
    }
    case 'backlog':
      return [
        `the coordinator stopped the query, since too many epochs waited: ${errorText(finding.error)}`,
        `at ${placeText(finding.at)}`,
      ]
    case 'query-failed':
      return [`the query failed: ${errorText(finding.error)}`, `at ${placeText(finding.at)}`]
    case 'not-started':
      return [
        `the query did not start: ${errorText(finding.error)}`,
        `at ${placeText(finding.at)}, before it could read or write a row`,
        `What the next start does, and whether it can: run cwc doctor ${finding.checkpoint === undefined ? 'CHECKPOINT' : echoed(shellWord(finding.checkpoint), mostOfLine)}`,
      ]
    case 'cause':
      return [
        `the cause of the failure is the first failure of a task: ${errorText(finding.error)}`,
        ...(finding.root === undefined ? [] : [`caused by ${echoed(finding.root, mostOfLine)}`]),
        `at ${placeText(finding.at)}; what fails later follows from it`,
      ]
    case 'task-failed':
      return [
        `a task failed, and no line of the driver shows how the query ended: ${echoed(finding.error, mostOfLine)}`,
        ...(finding.root === undefined ? [] : [`caused by ${echoed(finding.root, mostOfLine)}`]),
        `at ${placeText(finding.at)}; a continuous query fails by the first failure of a task`,
      ]
    case 'stopped':
      return [
        finding.aborts > 0
          ? `normal stop: its ERROR lines (${counted(finding.aborts, 'writer')} aborted) are no fault`
          : 'normal stop',
        `at ${placeText(finding.at)}`,
      ]
    case 'lines-missing':
      return [
        `lines seem to be missing between ${placeText(finding.after)} and ${placeText(finding.at)}: a full disk, or a log shipper that lost some`,
        shownByText(finding),
        'What contradicts across that place is no violation, and what happened there cannot be told. Give the whole log.',
      ]
    case 'nothing-to-check':
      return [
        finding.hasMicroBatch
          ? 'only micro-batch queries are in the logs: there is nothing to check'
          : 'no continuous query is in the logs: there is nothing to check',
      ]
  }
}

/** A log that is cut behind the line of an error has no text of it. */
const errorText = (error: string) => (error === '' ? 'one whose text is not in the log' : echoed(error, mostOfLine))

/** `FILE:LINE`, as a terminal shows it. */
export const placeText = ({ file, line }: Place): string => `${visible(file)}:${line}`

function shownByText({ shownBy, actors }: Extract<LogFinding, { readonly kind: 'lines-missing' }>): string {
  switch (shownBy) {
    case 'epochs':
      return `${counted(actors, 'participant')} (the query, its coordinator, writers of partitions, tasks) ${actors === 1 ? 'goes' : 'go'} on later there than before`
    case 'tasks':
      return `${counted(actors, 'task')} ended there and never began, or began again and never ended`
    case 'cancellation':
      return 'a job was cancelled there, and no line is there that cancels it'
    case 'trace':
      return 'a stack trace is there without the line of its error'
  }
}

function callText(call: IgnoredError['call'], epoch: number | undefined) {
  const which = epoch === undefined ? 'an epoch' : `epoch ${epoch}`
  switch (call) {
    case 'sink-commit':
      return `when the sink was to commit ${which}`
    case 'add-offset':
      return `when the offsets of ${which} were to be logged`
    case 'query-commit':
      return `when ${which} was to be entered into the commit log`
    case 'unknown':
      return 'in a call that its trace does not name'
  }
}
