import type { Mutant } from '../mutant.ts'

const log = 'events.push(startProcessing(writer, partitions, deviations))'
const lookUp = "events.push({ kind: 'coordinator-looked-up', actor: 'operator', id })"
const ask =
  "events.push({ kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: partitions } })"
const submit = "{ kind: 'job-submitted', actor: 'operator', partitions },"
const lastTask =
  "return tasks.size === 0 && state.thread === 'runs-job' ? returned(next, []) : { state: next, events: [] }"

/** What an operator is, and what it does up to its job, when nothing goes wrong around it. */
export const operatorStartMutants: readonly Mutant[] = [
  {
    name: 'has two children',
    file: 'operator.ts',
    find: 'output: [], children: 1',
    replace: 'output: [], children: 2',
    breaks: ['OP-1'],
  },
  {
    name: 'is a leaf',
    file: 'operator.ts',
    find: 'output: [], children: 1',
    replace: 'output: [], children: 0',
    breaks: ['OP-1'],
  },
  {
    name: 'has the output column of its child',
    file: 'operator.ts',
    find: 'output: [], children: 1',
    replace: "output: ['value'], children: 1",
    breaks: ['OP-5'],
  },
  {
    name: 'has output columns as long as it writes',
    file: 'operator.ts',
    find: 'output: [], children: 1',
    replace: "output: state.thread === 'idle' ? [] : ['value'], children: 1",
    breaks: ['OP-5'],
  },
  {
    name: 'executes the child before it makes the writer factory',
    file: 'operator.ts',
    find: "deviations.has('child-first') ? sourceFirst : sinkFirst",
    replace: 'sourceFirst',
    breaks: ['OP-2'],
  },
  {
    name: 'makes a second writer factory with the job',
    file: 'operator.ts',
    find: submit,
    replace: `{ kind: 'writer-factory-created', actor: 'operator' }, ${submit}`,
    breaks: ['OP-3'],
  },
  {
    name: 'executes the child a second time to count its partitions',
    file: 'operator.ts',
    find: log,
    replace: `events.push({ kind: 'child-executed', actor: 'operator' })\n  ${log}`,
    breaks: ['OP-4'],
  },
  {
    name: 'executes the child again for the job',
    file: 'operator.ts',
    find: submit,
    replace: `{ kind: 'child-executed', actor: 'operator' }, ${submit}`,
    breaks: ['OP-4'],
  },
  {
    name: 'does not log that it starts',
    file: 'operator.ts',
    find: log,
    replace: '',
    breaks: ['OP-7'],
  },
  {
    name: 'logs twice that it starts',
    file: 'operator.ts',
    find: log,
    replace: `${log}\n  ${log}`,
    breaks: ['OP-7'],
  },
  {
    name: 'logs that it starts before it has executed the child',
    file: 'operator.ts',
    find: log,
    replace: 'events.splice(1, 0, startProcessing(writer, partitions, deviations))',
    breaks: ['OP-7'],
  },
  {
    name: 'logs that it starts after it has looked up the coordinator',
    file: 'operator.ts',
    find: lookUp,
    replace: "events.splice(-1, 0, { kind: 'coordinator-looked-up', actor: 'operator', id })",
    breaks: ['OP-7'],
  },
  {
    name: 'logs another number of partitions than there are',
    file: 'operator.ts',
    find: log,
    replace: 'events.push(startProcessing(writer, Math.max(partitions - 1, 0), deviations))',
    breaks: ['OP-7'],
  },
  {
    name: 'logs the class of its writer instead of how it prints',
    file: 'operator.ts',
    find: log,
    replace: "events.push(startProcessing('StreamWriter', partitions, deviations))",
    breaks: ['OP-7'],
  },
  {
    name: 'misspells that it starts',
    file: 'log-lines.ts',
    find: 'The input RDD has',
    replace: 'The RDD has',
    breaks: ['OP-7'],
  },
  {
    name: 'logs that it starts as a warning',
    file: 'operator.ts',
    find: log,
    replace: "events.push({ ...startProcessing(writer, partitions, deviations), level: 'WARN' })",
    breaks: ['OP-7'],
  },
  {
    name: 'logs under the name of its write RDD',
    file: 'log-lines.ts',
    find: '.WriteToContinuousDataSourceExec`',
    replace: '.ContinuousWriteRDD`',
    breaks: ['OP-32'],
  },
  {
    name: 'logs under its name without the package',
    file: 'operator.ts',
    find: log,
    replace: "events.push({ ...startProcessing(writer, partitions, deviations), logger: 'WriteToDataSourceV2Exec' })",
    breaks: ['OP-32'],
  },
  {
    name: 'looks up the coordinator under the id of the query, without that of the run',
    file: 'operator.ts',
    find: lookUp,
    replace: "events.push({ kind: 'coordinator-looked-up', actor: 'operator', id: id && (id.split('-')[0] ?? '') })",
    breaks: ['OP-8'],
  },
  {
    name: 'looks up the coordinator of the run before',
    file: 'operator.ts',
    find: lookUp,
    replace: `const runBefore = id && id.replace(/\\d+$/, (run) => String(Math.abs(Number(run) - 1)))
  events.push({ kind: 'coordinator-looked-up', actor: 'operator', id: runBefore })`,
    breaks: ['OP-8'],
  },
  {
    name: 'looks up the coordinator under a name that has the prefix twice, and finds nobody',
    file: 'operator.ts',
    find: lookUp,
    replace: `const twice = id && 'EpochCoordinator-' + id
  events.push({ kind: 'coordinator-looked-up', actor: 'operator', id: twice })
  if (twice !== null) return threw(state, noCoordinator(twice), events)`,
    breaks: ['REF-1'],
  },
  {
    name: 'asks the endpoint of its id without that of the run, where nobody is',
    file: 'operator.ts',
    find: ask,
    replace: `if (id.includes('--')) return threw(state, noCoordinator(id), events)\n  ${ask}`,
    breaks: ['REF-1'],
  },
  {
    name: 'asks the endpoint of its id cut off at 32 characters',
    file: 'operator.ts',
    find: ask,
    replace: `if (id.length <= 32) ${ask}`,
    breaks: ['REF-1'],
  },
  {
    name: 'asks SetWriterPartitions twice',
    file: 'operator.ts',
    find: ask,
    replace: `${ask}\n  ${ask}`,
    breaks: ['OP-9'],
  },
  {
    name: 'asks SetWriterPartitions again when it is answered',
    file: 'operator.ts',
    find: 'submitJob(state, []) :',
    replace: `submitJob(state, [
            { kind: 'asked', actor: 'operator', message: { type: 'SetWriterPartitions', numPartitions: state.setup.partitions } },
          ]) :`,
    breaks: ['OP-9'],
  },
  {
    name: 'does not ask SetWriterPartitions',
    file: 'operator.ts',
    find: ask,
    replace: '',
    breaks: ['OP-9'],
  },
  {
    name: 'asks SetWriterPartitions for one partition too few',
    file: 'operator.ts',
    find: 'numPartitions: partitions }',
    replace: 'numPartitions: Math.max(partitions - 1, 0) }',
    breaks: ['OP-10'],
  },
  {
    name: 'asks SetWriterPartitions for the one RDD that it has',
    file: 'operator.ts',
    find: 'numPartitions: partitions }',
    replace: 'numPartitions: Math.min(partitions, 1) }',
    breaks: ['OP-10'],
  },
  {
    name: 'asks for the current epoch, too',
    file: 'operator.ts',
    find: ask,
    replace: `events.push({ kind: 'asked', actor: 'operator', message: { type: 'GetCurrentEpoch' } })\n  ${ask}`,
    breaks: ['OP-31'],
  },
  {
    name: 'sets the number of readers, too',
    file: 'operator.ts',
    find: ask,
    replace: `${ask}
  events.push({ kind: 'asked', actor: 'operator', message: { type: 'SetReaderPartitions', numPartitions: partitions } })`,
    breaks: ['OP-31'],
  },
  {
    name: 'stops the writes when its last task has ended',
    file: 'operator.ts',
    find: lastTask,
    replace: `if (tasks.size > 0 || state.thread !== 'runs-job') return { state: next, events: [] }
  return returned(next, [{ kind: 'asked', actor: 'operator', message: { type: 'StopContinuousExecutionWrites' } }])`,
    breaks: ['OP-31'],
  },
]
