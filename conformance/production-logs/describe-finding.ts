import { counted } from '../counted.ts'
import { echoed, visible } from '../visible.ts'
import type { LogFinding } from './check-report.ts'
import type { Place } from './state.ts'

/** How much of an error's text or of a log line is shown. */
export const mostOfLine = 300

/** Whether rows are lost or doubled by what was found, or by the next restart: the logs are no good ones then. */
export const losesRows = ({ kind }: LogFinding): boolean => kind === 'commits-stopped' || kind === 'old-offsets'

/** A finding as text: what happened, in one sentence, then where, why, and what to do. */
export function describeLogFinding(finding: LogFinding): readonly string[] {
  switch (finding.kind) {
    case 'commits-stopped': {
      const { lastCommitted, lastLogged, epoch, call, error, errors, at } = finding
      const stopped =
        lastCommitted === undefined ? 'no epoch was committed' : `commits stopped at epoch ${lastCommitted}`
      return [
        `${stopped} while offsets ${lastLogged === undefined ? 'were not logged, either' : `go on to epoch ${lastLogged}`} (CE-20)`,
        `the first ignored error was ${echoed(error, mostOfLine)}`,
        `at ${placeText(at)}, ${callText(call, epoch)}${errors > 1 ? `; ${counted(errors - 1, 'error')} more were ignored` : ''}`,
        'Spark goes on without a failure. A restart from this checkpoint can lose or double rows: run cwc doctor before it.',
      ]
    }
    case 'error-ignored':
      return [
        `the coordinator ignored an error, and epochs were committed after it: ${echoed(finding.error, mostOfLine)}`,
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
    case 'backlog':
      return [
        `the coordinator stopped the query, since too many epochs waited: ${echoed(finding.error, mostOfLine)}`,
        `at ${placeText(finding.at)}`,
      ]
    case 'query-failed':
      return [`the query failed: ${echoed(finding.error, mostOfLine)}`, `at ${placeText(finding.at)}`]
    case 'cause':
      return [
        `the cause of the failure is the first failure of a task: ${echoed(finding.error, mostOfLine)}`,
        `at ${placeText(finding.at)}; later attempts fail for other reasons`,
      ]
    case 'stopped':
      return [
        finding.aborts > 0
          ? `normal stop: its ERROR lines (${counted(finding.aborts, 'writer')} aborted) are no fault`
          : 'normal stop',
        `at ${placeText(finding.at)}`,
      ]
    case 'nothing-to-check':
      return [
        finding.hasMicroBatch
          ? 'only micro-batch queries are in the logs: there is nothing to check'
          : 'no continuous query is in the logs: there is nothing to check',
      ]
  }
}

/** `FILE:LINE`, as a terminal shows it. */
export const placeText = ({ file, line }: Place): string => `${visible(file)}:${line}`

function callText(call: Extract<LogFinding, { readonly kind: 'commits-stopped' }>['call'], epoch: number | undefined) {
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
