/** A folder of the project: its content, and what it may import besides its own files. */
export interface Layer {
  readonly folder: string
  /** One line for ARCHITECTURE.md. */
  readonly holds: string
  /** The folders that it may import from. */
  readonly imports: readonly string[]
  /** The packages that it may import from; `node:` is Node's own library. */
  readonly packages: readonly string[]
}

const contract = 'src/contract'
const reference = 'src/reference'
const adapters = 'src/adapters'
const core = [contract, reference, adapters] as const

const wording = ['conformance', 'conformance/requirements', 'conformance/assertions', 'conformance/gherkin'] as const
const judging = [...wording, 'conformance/oracle'] as const

/** The layers of generated checks. Each may import those before it. */
const searching = [
  'conformance/state-space',
  'conformance/properties',
  'conformance/explore',
  'conformance/shrinking',
] as const

const reporting = [
  'conformance/input',
  'conformance/suite',
  'conformance/generated',
  'conformance/drivers',
  'conformance/report',
] as const

/** The parts of `cwc sink`. Each may import those before it. */
const sinkPart = (part: string) => `conformance/sink/${part}`

const ofLogs = 'conformance/production-logs'
/** What `cwc check` does with a line, in this order. */
const observations = `${ofLogs}/observations`
const reading = `${ofLogs}/reading`
const runs = `${ofLogs}/runs`
const rules = `${ofLogs}/rules`
const found = `${ofLogs}/report`
const telling = `${ofLogs}/telling`

/**
 * The rule that the layer check enforces, and of which the table in ARCHITECTURE.md is made. A file belongs to the longest of
 * these folders that it lies in. Tests and fixtures may import more, and are not looked at.
 */
export const layers: readonly Layer[] = [
  {
    folder: 'src/contract',
    holds:
      'The wire contract: actions, events, messages, setups, protocol. One set of zod schemas; types and JSON Schema follow.',
    imports: [],
    packages: ['zod'],
  },
  {
    folder: 'src/reference',
    holds: 'The reference model: `open`, `step`, `enabled`. Pure: no clock, no I/O, no package.',
    imports: [contract],
    packages: [],
  },
  {
    folder: 'src/adapters',
    holds:
      '`driver.ts`, the interface of five calls; `stdio/`, the protocol over standard input and output; `spark/`, the launcher and the JVM program.',
    imports: [contract],
    packages: ['zod', 'node:'],
  },
  {
    folder: 'src/adapters/reference',
    holds: 'The model as a driver: the example to copy.',
    imports: [adapters, contract, reference],
    packages: [],
  },
  {
    folder: 'src',
    holds:
      'The part of the public API that needs no suite: the contract, the model, the driver interface and its drivers.',
    imports: [...core, 'src/adapters/reference'],
    packages: [],
  },
  {
    folder: 'conformance',
    holds: 'What all folders below share: the version of the kit, exit codes, errors of use.',
    imports: [adapters],
    packages: ['node:'],
  },
  {
    folder: 'conformance/input',
    holds:
      'The one door for files of the user: size, encoding, JSON, YAML, schema, and a message that names the place.',
    imports: ['conformance', contract, adapters],
    packages: ['node:', 'yaml', 'zod'],
  },
  {
    folder: 'conformance/requirements',
    holds: 'The registry of requirements and deviations, as data; `trace`: the registry against a copy of the pages.',
    imports: ['conformance', 'conformance/input', contract, reference],
    packages: ['node:'],
  },
  {
    folder: 'conformance/assertions',
    holds: 'What a `Then` expects, as data, and `check`; the invariants of every trace.',
    imports: [contract, adapters],
    packages: [],
  },
  {
    folder: 'conformance/gherkin',
    holds: 'The phrasebook: actions, events and absences in the words of the features, there and back.',
    imports: ['conformance', 'conformance/assertions', contract, adapters],
    packages: ['node:'],
  },
  {
    folder: 'conformance/feature-files',
    holds:
      'Feature files, read by Gherkin: their scenarios with rule, tags and lines, or a message that names the place.',
    imports: ['conformance', 'conformance/input', 'conformance/gherkin'],
    packages: ['node:', '@cucumber/'],
  },
  {
    folder: 'conformance/oracle',
    holds: 'Does the model of the edition allow what was observed? `unspecified/`: where the pages say nothing.',
    imports: ['conformance', 'conformance/requirements', 'conformance/assertions', 'conformance/gherkin', ...core],
    packages: [],
  },
  {
    folder: 'conformance/state-space',
    holds: 'The moves of generated checks: bounds, faults, schedules, tokens.',
    imports: ['conformance', contract, reference],
    packages: [],
  },
  {
    folder: 'conformance/properties',
    holds: 'What the page says of every state and step, without the model.',
    imports: [contract, reference, 'conformance/state-space'],
    packages: [],
  },
  {
    folder: 'conformance/explore',
    holds: 'The search of the model: states by exact keys, the graph, coverage, sleep sets, tours.',
    imports: [...core, 'conformance/state-space', 'conformance/properties'],
    packages: ['node:'],
  },
  {
    folder: 'conformance/shrinking',
    holds: 'A shorter case that shows the same, and the case as Gherkin.',
    imports: [...core, ...judging, ...searching],
    packages: [],
  },
  {
    folder: 'conformance/audit',
    holds: 'Can a row be lost or duplicated? A search without a verdict.',
    imports: [...core, ...judging, ...searching],
    packages: ['cli-table3'],
  },
  {
    folder: sinkPart('file'),
    holds: 'What its author says of a sink: `cwc.sink.yaml`, or the same as options, and the commands in it.',
    imports: ['conformance', 'conformance/input', adapters],
    packages: ['node:', 'zod'],
  },
  {
    folder: sinkPart('schedules'),
    holds: 'What a sink goes through, as data: steps, faults, scenarios, and where the source stands.',
    imports: [contract, 'conformance/audit'],
    packages: [],
  },
  {
    folder: sinkPart('run'),
    holds:
      'A schedule on a sink, step by step: the interface of a sink that can be driven, Spark behind it, and what readers and its folder show.',
    imports: ['conformance', contract, adapters, 'conformance/audit', sinkPart('file'), sinkPart('schedules')],
    packages: ['node:', 'zod'],
  },
  {
    folder: sinkPart('verdict'),
    holds: 'What became of each row, and the guarantee that follows.',
    imports: ['conformance/audit', sinkPart('file'), sinkPart('schedules'), sinkPart('run')],
    packages: [],
  },
  {
    folder: sinkPart('model'),
    holds:
      "The model in the place of Spark and a sink of a known kind in that of the user's: what a schedule has to show, and whether Spark does as documented in it.",
    imports: [
      ...core,
      'src/adapters/reference',
      'conformance/audit',
      sinkPart('schedules'),
      sinkPart('run'),
      sinkPart('verdict'),
    ],
    packages: [],
  },
  {
    folder: sinkPart('requirements'),
    holds:
      'What the Javadoc says of sinks (`SK-…`), the judges that hold it against each call, and what an author can do.',
    imports: ['conformance', contract, sinkPart('file'), sinkPart('schedules'), sinkPart('run'), sinkPart('verdict')],
    packages: [],
  },
  {
    folder: sinkPart('features'),
    holds: 'The scenarios of `features/sink`: the phrasebook that reads and prints their steps.',
    imports: [
      'conformance',
      'conformance/input',
      'conformance/gherkin',
      'conformance/feature-files',
      contract,
      sinkPart('file'),
      sinkPart('schedules'),
      sinkPart('requirements'),
    ],
    packages: ['node:'],
  },
  {
    folder: sinkPart('generated'),
    holds: 'Generated schedules: planned on the model, shrunk, and named by a token.',
    imports: [
      'conformance',
      reference,
      'conformance/state-space',
      'conformance/audit',
      sinkPart('schedules'),
      sinkPart('run'),
      sinkPart('verdict'),
      sinkPart('model'),
    ],
    packages: ['node:', 'fast-check'],
  },
  {
    folder: sinkPart('broken-ways'),
    holds: 'The mistakes of the broken sink in `examples`, and what shows each.',
    imports: ['conformance', sinkPart('schedules'), sinkPart('run'), sinkPart('features')],
    packages: [],
  },
  {
    folder: sinkPart('audit-cells'),
    holds: 'The cells of the audit, as real sinks do them.',
    imports: [
      'conformance',
      reference,
      'conformance/state-space',
      'conformance/audit',
      sinkPart('schedules'),
      sinkPart('run'),
      sinkPart('model'),
      sinkPart('verdict'),
      sinkPart('generated'),
    ],
    packages: ['node:', 'fast-check', 'zod'],
  },
  {
    folder: sinkPart('real-sinks'),
    holds: 'The sinks of docs/sinks.md: how each is tried, what was measured, and the tables that are drawn from it.',
    imports: ['conformance', 'conformance/audit', sinkPart('file'), sinkPart('verdict')],
    packages: ['node:', 'zod'],
  },
  {
    folder: sinkPart('answer'),
    holds:
      'All that `cwc sink` has found, as data with a schema: the table of faults, the requirements, and whether a claim holds.',
    imports: [
      'conformance',
      contract,
      ...['file', 'schedules', 'run', 'verdict', 'requirements', 'generated'].map(sinkPart),
    ],
    packages: ['zod'],
  },
  {
    folder: sinkPart('telling'),
    holds: 'The answer as text.',
    imports: [
      'conformance',
      'conformance/gherkin',
      'conformance/audit',
      ...['file', 'schedules', 'run', 'verdict', 'requirements', 'features', 'generated', 'answer'].map(sinkPart),
    ],
    packages: ['cli-table3'],
  },
  {
    folder: sinkPart('known-failures'),
    holds: 'The list of known failures of a sink: its entries, what of a run fits them, and the mending of the file.',
    imports: [
      'conformance',
      'conformance/input',
      'conformance/known-failures',
      ...['file', 'requirements', 'answer', 'telling'].map(sinkPart),
    ],
    packages: ['yaml', 'zod'],
  },
  {
    folder: 'conformance/generated',
    holds: 'Generated cases put to a driver: random ones, or all of them.',
    imports: [...core, ...judging, ...searching],
    packages: ['fast-check'],
  },
  {
    folder: 'conformance/smoke',
    holds: 'Does a driver itself keep the protocol?',
    imports: [...core, 'conformance'],
    packages: ['node:', 'zod'],
  },
  {
    folder: observations,
    holds: 'What one line of a log or of an event log says, whatever its file looks like.',
    imports: [contract],
    packages: [],
  },
  {
    folder: reading,
    holds:
      'Bytes into records: layouts that are found or given, JSON, what collectors put around lines, and quick ways past lines that say nothing, of which the innermost is AssemblyScript.',
    imports: ['conformance', 'conformance/input', observations],
    packages: ['node:'],
  },
  {
    folder: runs,
    holds: 'Whose line it is, and what its run has done so far. The state changes here only.',
    imports: [reference, observations],
    packages: [],
  },
  {
    folder: rules,
    holds: 'The rules, each with what has to be seen for it. They judge an observation by the state before it.',
    imports: [reference, observations, runs],
    packages: [],
  },
  {
    folder: found,
    holds: 'What was found, as data with a schema: verdicts, findings, lines, timelines, checkpoints.',
    imports: [
      'conformance',
      'conformance/checkpoint',
      'conformance/requirements',
      reference,
      observations,
      runs,
      rules,
    ],
    packages: ['node:', 'zod'],
  },
  {
    folder: telling,
    holds: 'What was found, as text, and the settings of loggers that would show more.',
    imports: ['conformance', 'conformance/checkpoint', 'conformance/requirements', reference, runs, found],
    packages: [],
  },
  {
    folder: ofLogs,
    holds: 'The logs of queries that ran: an application is told records, has them judged, and reports what was found.',
    imports: [reference, observations, reading, runs, rules, found],
    packages: [],
  },
  {
    folder: 'conformance/checkpoint',
    holds:
      'The checkpoint directory of a real query: what it holds, what a restart does with it, and its repair. Storages read it.',
    imports: ['conformance', 'conformance/input', contract, adapters],
    packages: ['node:', 'zod'],
  },
  {
    folder: 'conformance/check-strength',
    holds:
      'How strong `cwc check` is: traces of the model and its mutants printed as logs, recordings altered line by line, and the pages with the scores.',
    imports: [
      ...core,
      'conformance',
      'conformance/requirements',
      'conformance/assertions',
      'conformance/state-space',
      'conformance/generated',
      'conformance/mutation',
      ofLogs,
      observations,
      reading,
      rules,
      found,
    ],
    packages: ['node:', 'fast-check'],
  },
  {
    folder: 'conformance/log-files',
    holds:
      'Where logs come from: files, folders, standard input, compressed, rotated, of several applications; each application read in order, and again if lines seem to be missing.',
    imports: ['conformance', 'conformance/input', ofLogs, observations, reading, found, reference],
    packages: ['node:'],
  },
  {
    folder: 'conformance/logs-on-spark',
    holds:
      'The logs of many applications, checked in a job of Spark: digests of logs, and applications judged by their digests.',
    imports: ['conformance', ofLogs, observations, reading, runs, found, 'conformance/log-files', reference, adapters],
    packages: ['node:'],
  },
  {
    folder: 'conformance/init',
    holds: 'A driver to start from: the languages, and the copy of a template from `templates/`.',
    imports: ['conformance', 'conformance/input', contract, adapters],
    packages: ['node:'],
  },
  {
    folder: 'conformance/suite',
    holds: 'The features as cases, a case on the driver, the verdict on it. The features themselves are in `features`.',
    imports: [...core, ...judging, 'conformance/input', 'conformance/feature-files'],
    packages: ['node:', '@cucumber/'],
  },
  {
    folder: 'conformance/drivers',
    holds: 'The choice of a driver as data, the driver made from it, and the command line that makes the choice again.',
    imports: ['conformance', ...core, 'src/adapters/reference'],
    packages: [],
  },
  {
    folder: 'conformance/report',
    holds: 'Results as data with a schema, and the text of the terminal made from them.',
    imports: [
      ...core,
      ...judging,
      ...searching,
      'conformance/input',
      'conformance/suite',
      'conformance/generated',
      'conformance/drivers',
    ],
    packages: ['node:', 'cli-table3', 'zod'],
  },
  {
    folder: 'conformance/html',
    holds: 'Pages that load nothing: markup that escapes by construction, the report as a page, its style and script.',
    imports: [...core, ...judging, ...searching, ...reporting, 'conformance/diff'],
    packages: ['node:'],
  },
  {
    folder: 'conformance/log-page',
    holds: 'What `cwc check` has found, as a page: findings, violations, and a timeline of epochs.',
    imports: [
      'conformance',
      'conformance/checkpoint',
      'conformance/html',
      runs,
      found,
      telling,
      'conformance/requirements',
    ],
    packages: [],
  },
  {
    folder: sinkPart('page'),
    holds:
      'What `cwc sink` has found, as a page: the table of faults, each shortest schedule with its chart, and what an author can do.',
    imports: [
      'conformance',
      'conformance/report',
      'conformance/html',
      ...['file', 'run', 'verdict', 'requirements', 'answer', 'telling'].map(sinkPart),
    ],
    packages: [],
  },
  {
    folder: 'conformance/drawn',
    holds:
      'The files of the report folder, each drawn from the report: a page, JUnit, a summary, a badge, annotations.',
    imports: [
      ...core,
      ...judging,
      ...reporting,
      'conformance/diff',
      'conformance/html',
      'conformance/checkpoint',
      found,
      telling,
      sinkPart('answer'),
      sinkPart('telling'),
    ],
    packages: [],
  },
  {
    folder: 'conformance/diff',
    holds: 'What changed from one report to another.',
    imports: [...core, ...judging, ...searching, ...reporting],
    packages: ['node:'],
  },
  {
    folder: 'conformance/run',
    holds:
      'A run as work that can be divided: its state, what is left to do, several drivers at once, and the journal that resumes it.',
    imports: ['conformance', ...core, ...judging, ...searching, ...reporting],
    packages: ['node:', 'zod'],
  },
  {
    folder: 'conformance/merge',
    holds: 'The shards of a run as one report.',
    imports: [...core, ...judging, ...searching, ...reporting],
    packages: ['node:'],
  },
  {
    folder: 'conformance/known-failures',
    holds: 'The list of known failures: its entries, what of a run fits them, and the mending of the file.',
    imports: [
      ...core,
      ...judging,
      'conformance/input',
      'conformance/suite',
      'conformance/generated',
      'conformance/drivers',
      'conformance/report',
    ],
    packages: ['node:', 'yaml', 'zod'],
  },
  {
    folder: 'conformance/matrix',
    holds:
      'Reports side by side: requirement by release, with the evidence for each cell; `measure/`, the runs behind it.',
    imports: [...core, ...judging, ...reporting, 'conformance/html'],
    packages: ['node:', 'cli-table3', 'zod'],
  },
  {
    folder: 'conformance/mutation',
    holds: 'Mutants of the model and seeded bugs, and which requirement kills which.',
    imports: [
      ...core,
      ...judging,
      ...searching,
      'src/adapters/reference',
      'conformance/input',
      'conformance/suite',
      'conformance/generated',
    ],
    packages: ['node:'],
  },
  {
    folder: 'conformance/shown-faults',
    holds:
      'By requirement that `cwc check` judges, the shortest schedule in which a mutant breaks it: the search, and the command that writes the table.',
    imports: [
      ...core,
      ...judging,
      ...searching,
      'conformance/generated',
      'conformance/check-strength',
      'conformance/mutation',
      rules,
      telling,
    ],
    packages: ['node:'],
  },
  {
    folder: 'conformance/cli',
    holds:
      'One file per command in `commands/`, what it does in `actions/`. Nothing imports it, and no command imports another.',
    imports: [
      ...core,
      ...judging,
      ...searching,
      ...reporting,
      'src/adapters/reference',
      'conformance/audit',
      ...[
        'file',
        'schedules',
        'run',
        'verdict',
        'requirements',
        'features',
        'generated',
        'broken-ways',
        'audit-cells',
        'real-sinks',
        'answer',
        'telling',
        'known-failures',
        'page',
      ].map(sinkPart),
      'conformance/diff',
      'conformance/drawn',
      'conformance/checkpoint',
      'conformance/log-page',
      'conformance/logs-on-spark',
      ofLogs,
      reading,
      found,
      telling,
      'conformance/log-files',
      'conformance/init',
      'conformance/known-failures',
      'conformance/matrix',
      'conformance/merge',
      'conformance/run',
      'conformance/smoke',
    ],
    packages: ['node:', 'commander', 'zod'],
  },
  {
    folder: 'api',
    holds: 'The public API of the package: `runSuite`, requirements, editions, reports, and all of `src/index.ts`.',
    imports: [
      'src',
      ...core,
      ...judging,
      ...searching,
      ...reporting,
      'conformance/drawn',
      'conformance/known-failures',
      'conformance/run',
    ],
    packages: ['node:'],
  },
  {
    folder: 'features',
    holds:
      'The specification as people read it. `support` runs it under cucumber-js, each case judged by the kit; the package does not carry it.',
    imports: [...core, ...judging, 'conformance/suite', 'conformance/drivers', 'conformance/report'],
    packages: ['@cucumber/cucumber', '@cucumber/messages'],
  },
  {
    folder: 'bench',
    holds: 'Performance as a ratio to a named peer in the same run.',
    imports: [...core, 'src/adapters/reference', ...judging, ...searching, ...reporting],
    packages: ['node:', 'cli-table3', 'fast-check', 'zod'],
  },
  {
    folder: 'scripts/package',
    holds: 'What is done to the build before it is packed.',
    imports: ['conformance'],
    packages: ['node:'],
  },
  {
    folder: 'scripts/layers',
    holds: 'This rule, its check, and the command that writes this table.',
    imports: ['conformance'],
    packages: ['node:', 'ts-morph'],
  },
  {
    folder: 'scripts/sabotage',
    holds: 'Faults in the kit itself, one per promise, and the command that shows that a test fails by each.',
    imports: ['conformance'],
    packages: ['node:'],
  },
]
