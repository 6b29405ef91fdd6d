import { closeSync, openSync, writeSync } from 'node:fs'

/** What a generated log is like. */
export interface LogShape {
  readonly layout: 'default' | 'JSON'
  /** Lines of other loggers between two lines of the query; below 1: one per so many lines of the query. */
  readonly noise: number
  /** Of the query's ids: logs with the same ones are copies of each other. */
  readonly number?: number
}

const noise = [
  ['MemoryStore', 'Block broadcast_17 stored as values in memory (estimated size 12.4 KiB, free 413.9 MiB)'],
  ['BlockManagerInfo', 'Added broadcast_17_piece0 in memory on host:35201 (size: 6.2 KiB, free: 413.9 MiB)'],
  ['SecurityManager', 'Changing view acls groups to: '],
  ['CodeGenerator', 'Code generated in 14.282719 ms'],
  ['ContextCleaner', 'Cleaned accumulator 1024'],
] as const

/** Writes a log of about `bytes` bytes: a query of two partitions in local mode, whose epochs go on and on, without a fault. */
export function generateLog(file: string, bytes: number, { layout, noise: between, number = 2 }: LogShape): void {
  const descriptor = openSync(file, 'w')
  const task = (one: number) => `{"task_name":"task ${one}.0 in stage 0.0 (TID ${one})"}`
  const line = (logger: string, message: string, context?: string) =>
    layout === 'default'
      ? `26/11/28 12:00:00 INFO ${logger}: ${message}\n`
      : `{"ts":"2026-11-28T12:25:01.642Z","level":"INFO","msg":"${message}",${context === undefined ? '' : `"context":${context},`}"logger":"${logger}"}\n`
  const ids = `[id = 00000000-0000-4000-8000-000000000001, runId = 00000000-0000-4000-8000-${String(number).padStart(12, '0')}]`
  const path = 'file:/data/queries/orders/checkpoint'
  let text = [
    line('SparkContext', 'Running Spark version 3.5.8'),
    line('ContinuousExecution', `Starting orders ${ids}. Use ${path} to store the query checkpoint.`),
    line('ContinuousExecution', 'Starting new streaming query.'),
    line('EpochCoordinatorRef', 'Registered EpochCoordinator endpoint'),
    line('ContinuousExecution', 'New epoch 1 is starting.'),
    line(
      'WriteToContinuousDataSourceExec',
      'Start processing data source write support: W. The input RDD has 2 partitions.',
    ),
    line(
      'DAGScheduler',
      'Submitting ResultStage 0 (ContinuousWriteRDD[3] at start at A.java:1), which has no missing parents',
    ),
    ...[0, 1].map((one) => line('Executor', `Running task ${one}.0 in stage 0.0 (TID ${one})`)),
  ].join('')
  let [written, owed, next] = [0, 0, 0]
  const add = (own: string) => {
    text += own
    for (owed += between; owed >= 1; owed -= 1) {
      const [logger, message] = noise[next++ % noise.length] ?? noise[0]
      text += line(logger, message)
    }
  }
  for (let epoch = 0; written < bytes; epoch++) {
    for (const one of [0, 1]) {
      add(line('ContinuousWriteRDD', `Writer for partition ${one} in epoch ${epoch} is committing.`, task(one)))
      add(line('ContinuousWriteRDD', `Writer for partition ${one} in epoch ${epoch} committed.`, task(one)))
    }
    for (const log of ['offsets', 'commits']) {
      const temporary = `${path}/${log}/.${epoch}.7f53a3bb-ab7d-4824-8404-dcaa6cdbe507.tmp`
      add(line('CheckpointFileManager', `Writing atomically to ${path}/${log}/${epoch} using temp file ${temporary}`))
      add(line('CheckpointFileManager', `Renamed temp file ${temporary} to ${path}/${log}/${epoch}`))
    }
    add(line('ContinuousExecution', `New epoch ${epoch + 2} is starting.`))
    if (text.length > 1 << 20) {
      written += writeSync(descriptor, text)
      text = ''
    }
  }
  writeSync(descriptor, text)
  closeSync(descriptor)
}
