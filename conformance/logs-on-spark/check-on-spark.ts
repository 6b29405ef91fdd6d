import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SparkSource } from '../../src/adapters/spark/prepare.ts'
import { submit } from '../../src/adapters/spark/submit.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { CheckedLogs } from '../log-files/check-logs.ts'
import type { JudgedApplication } from './judge.ts'
import { workerFiles } from './kit-files.ts'

/** What a job checks, and where. */
export interface ClusterCheck {
  readonly paths: readonly string[]
  readonly master: string
  readonly source: SparkSource
  readonly settings: readonly string[]
  /** The command of Node on the workers. */
  readonly node: string
  /** Where Spark writes the table of verdicts: Parquet if the name ends with `.parquet`, else lines of JSON. */
  readonly table: string | undefined
  /** The log4j pattern of all files; undefined: the layout of each is found. */
  readonly layout?: string | undefined
  readonly edition?: EditionName | undefined
  readonly signal?: AbortSignal | undefined
  onProgress(line: string): void
}

/** What the job has found out. */
export type ClusterResult =
  | { readonly kind: 'checked'; readonly logs: CheckedLogs }
  | { readonly kind: 'failed'; readonly why: string }

/**
 * Submits the job and waits for its verdicts: those of the single process on the same files. Rejects with `SparkUnavailable` if there is
 * no Spark, no Java or no Maven, and with the signal's reason if aborted.
 */
export async function checkOnSpark(check: ClusterCheck): Promise<ClusterResult> {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-check-'))
  const answer = join(folder, 'answer')
  const job = join(folder, 'job')
  try {
    const { paths, node, table, layout, edition } = check
    const words = { paths, driverNode: process.execPath, node, ...workerFiles(), table, layout, edition, answer }
    writeFileSync(job, JSON.stringify(words))
    writeFileSync(answer, '')
    const { code, last } = await submit({
      ...check,
      env: process.env,
      mainClass: 'org.apache.spark.sql.execution.streaming.continuous.conformance.logs.CheckLogs',
      args: [job],
      scratch: folder,
    })
    const result = resultOf(
      readFileSync(answer, 'utf8'),
      `Spark ended with code ${code ?? 'none'}: ${last.slice(-8).join('\n')}`,
    )
    return result.kind === 'failed' ? { kind: 'failed', why: withReason(result.why, last) } : result
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Spark tells its log, and nobody else, why it has stopped a job. */
function withReason(why: string, log: readonly string[]): string {
  const reason = log.findLast((line) => /ERROR .*Reason: /.test(line))
  return reason === undefined ? why : `${reason.replace(/^.*Reason: /, '')} (${why})`
}

type Answer =
  | ({ readonly kind: 'plan' } & Pick<CheckedLogs, 'notes' | 'passedOver' | 'hints'>)
  | ({ readonly kind: 'report'; readonly application: number } & JudgedApplication)
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: string }

function resultOf(text: string, otherwise: string): ClusterResult {
  const judged: Extract<Answer, { readonly kind: 'report' }>[] = []
  let plan: Pick<CheckedLogs, 'notes' | 'passedOver' | 'hints'> = { notes: [], passedOver: [], hints: [] }
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const answer = JSON.parse(line) as Answer
    switch (answer.kind) {
      case 'plan':
        plan = answer
        break
      case 'report':
        judged.push(answer)
        break
      case 'done': {
        const { notes, passedOver, hints } = plan
        const inOrder = judged.toSorted((one, other) => one.application - other.application)
        const applications = inOrder.map(({ report: { id, ...report } }) => ({ id, report }))
        const all = [...notes, ...inOrder.flatMap((one) => one.notes)]
        return { kind: 'checked', logs: { applications, notes: all, passedOver, hints, isInterrupted: false } }
      }
      case 'failed':
        return { kind: 'failed', why: answer.why }
    }
  }
  return { kind: 'failed', why: otherwise }
}
