import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SparkSource } from '../../src/adapters/spark/prepare.ts'
import { submit } from '../../src/adapters/spark/submit.ts'
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
  readonly signal?: AbortSignal | undefined
  onProgress(line: string): void
}

/** What the job has found out. */
export type ClusterResult =
  | {
      readonly kind: 'checked'
      readonly applications: readonly JudgedApplication[]
      /** From the list of the files to the last verdict; the start of Spark is not among it. */
      readonly milliseconds: number
    }
  | { readonly kind: 'failed'; readonly why: string }

/** Submits the job and waits for its verdicts. Rejects with `SparkUnavailable` if there is no Spark, no Java or no Maven. */
export async function checkOnSpark(check: ClusterCheck): Promise<ClusterResult> {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-check-'))
  const answer = join(folder, 'answer')
  const job = join(folder, 'job')
  try {
    const { paths, node, table } = check
    writeFileSync(job, JSON.stringify({ paths, driverNode: process.execPath, node, ...workerFiles(), table, answer }))
    writeFileSync(answer, '')
    const { code, last } = await submit({
      ...check,
      env: process.env,
      mainClass: 'org.apache.spark.sql.execution.streaming.continuous.conformance.logs.CheckLogs',
      args: [job],
    })
    return resultOf(
      readFileSync(answer, 'utf8'),
      `Spark ended with code ${code ?? 'none'}: ${last.slice(-8).join('\n')}`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Answer =
  | ({ readonly kind: 'report' } & JudgedApplication)
  | { readonly kind: 'done'; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly why: string }

function resultOf(text: string, otherwise: string): ClusterResult {
  const applications: JudgedApplication[] = []
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const answer = JSON.parse(line) as Answer
    switch (answer.kind) {
      case 'report': {
        const { application, report, unread } = answer
        applications.push({ application, report, unread })
        break
      }
      case 'done':
        return { kind: 'checked', milliseconds: answer.milliseconds, applications: applications.toSorted(byName) }
      case 'failed':
        return { kind: 'failed', why: answer.why }
    }
  }
  return { kind: 'failed', why: otherwise }
}

const byName = (one: JudgedApplication, other: JudgedApplication) => (one.application < other.application ? -1 : 1)
