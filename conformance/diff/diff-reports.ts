import type { Role } from '../../src/contract/roles.ts'
import { counted } from '../counted.ts'
import { describeChoice } from '../drivers/describe-choice.ts'
import { causeKey, causeOf, causeOfFinding } from '../report/cause.ts'
import { headlineOf } from '../report/headline.ts'
import type { GeneratedReport, RunReport } from '../report/report.ts'
import { isAccepted, isAgainst } from '../suite/verdict.ts'

/** A scenario, or a finding of generated cases, as one report has it. */
interface Item {
  readonly key: string
  readonly title: string
  readonly place: string
  readonly requirements: readonly string[]
  readonly verdict: string
  /** The cause of the failure; missing if it is none. */
  readonly cause?: string
  readonly says?: string
  /** Whether it was examined at all. */
  readonly checked: boolean
}

export const changeKinds = [
  'newly-failing',
  'fixed',
  'changed-reason',
  'no-longer-checked',
  'now-checked',
  'other-verdict',
  'added',
  'removed',
] as const

/** What became of a scenario, a finding, or the generated cases of a role. */
export interface Change {
  readonly kind: (typeof changeKinds)[number]
  readonly title: string
  readonly place: string
  readonly requirements: readonly string[]
  /** The verdicts; missing where a report does not have it. */
  readonly before?: string
  readonly after?: string
  /** What is wrong in the new report or, if it is fixed, what was wrong in the old one: the requirements and the difference. */
  readonly says?: string
  /** For another reason: what was wrong in the old report. */
  readonly said?: string
}

export interface ReportDiff {
  /** What else differs between the runs, such as the suite or the edition, with the values of both. */
  readonly differing: readonly Differing[]
  readonly changes: readonly Change[]
  /** How many scenarios both reports have. */
  readonly compared: number
}

/** Something in which two runs differ, in words. */
export interface Differing {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** What changed from one report to a later one. Scenarios are the same if their content is; findings are, if their cause is. */
export function diffReports(old: RunReport, later: RunReport): ReportDiff {
  const inBoth = old.generated
    .map(({ role }) => role)
    .filter((role) => later.generated.some((one) => one.role === role))
  const [before, after] = [itemsOf(old, inBoth), itemsOf(later, inBoth)]
  const kept = [...before.keys()].filter((key) => after.has(key))
  const ran = new Set(later.generated.map(({ role }) => `finding ${role}`))
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): readonly Change[] => {
    const kind = kindOf(before.get(key), after.get(key), ran)
    return kind === undefined ? [] : [changeOf(kind, before.get(key), after.get(key))]
  })
  return {
    differing: common.flatMap(([what, of]) => {
      const [before, after] = [of(old), of(later)]
      return before === after ? [] : [{ what, before, after }]
    }),
    changes: changes.toSorted((one, other) => changeKinds.indexOf(one.kind) - changeKinds.indexOf(other.kind)),
    compared: kept.length,
  }
}

function kindOf(old: Item | undefined, later: Item | undefined, ran: ReadonlySet<string>): Change['kind'] | undefined {
  if (later === undefined) {
    // A finding that was looked for and not found again.
    const isGone = old !== undefined && [...ran].some((prefix) => old.key.startsWith(`${prefix} `))
    return isGone ? 'fixed' : 'removed'
  }
  if (later.cause !== undefined && old?.cause === undefined) return 'newly-failing'
  if (old === undefined) return 'added'
  if (old.checked && !later.checked) return 'no-longer-checked'
  if (old.cause !== undefined && later.cause === undefined) return 'fixed'
  if (old.cause !== undefined) return old.cause === later.cause ? undefined : 'changed-reason'
  if (!old.checked && later.checked) return 'now-checked'
  return old.verdict === later.verdict ? undefined : 'other-verdict'
}

function changeOf(kind: Change['kind'], old: Item | undefined, later: Item | undefined): Change {
  const shown = later ?? old
  const says = later?.says ?? old?.says
  return {
    kind,
    title: shown?.title ?? '',
    place: shown?.place ?? '',
    requirements: shown?.requirements ?? [],
    ...(old === undefined ? {} : { before: old.verdict }),
    ...(later === undefined ? {} : { after: later.verdict }),
    ...(says === undefined ? {} : { says }),
    ...(kind === 'changed-reason' && old?.says !== undefined ? { said: old.says } : {}),
  }
}

function itemsOf({ cases, generated }: RunReport, inBoth: readonly Role[]): ReadonlyMap<string, Item> {
  const items = [
    ...cases.map((one): Item => {
      const { id, name: title, file, line, verdict, diagnosis, requirements } = one
      const failure = isAgainst(verdict) ? { cause: causeKey(causeOf(one)) } : {}
      return {
        ...{ key: `case ${id}`, title, place: `${file}:${line}`, verdict, ...failure },
        requirements: diagnosis?.requirements ?? requirements,
        checked: isAccepted(verdict) || isAgainst(verdict),
        ...(diagnosis === undefined ? {} : { says: headlineOf(diagnosis) }),
      }
    }),
    ...generated.flatMap(({ role, findings, verdict }) => [
      // What they found, and that their results differ, are items of their own.
      ...(inBoth.includes(role) && verdict !== 'not-deterministic'
        ? [
            {
              ...{ key: `generated ${role}`, title: 'generated cases', place: role, requirements: [] },
              verdict: verdict === 'differs' ? 'agrees' : verdict,
              checked: verdict === 'agrees' || verdict === 'differs',
            },
          ]
        : []),
      ...findings.map((one): Item => {
        const cause = causeKey(causeOfFinding(one))
        const { token, requirements, diagnosis } = one
        const key = `finding ${role} ${cause}`
        return {
          key,
          title: 'generated case',
          place: token,
          requirements,
          verdict: 'finding',
          cause,
          says: headlineOf(diagnosis),
          checked: true,
        }
      }),
      ...(verdict === 'not-deterministic'
        ? [
            {
              key: `finding ${role} twice`,
              title: 'generated cases',
              place: role,
              requirements: [],
              verdict,
              cause: verdict,
              checked: true,
            },
          ]
        : []),
    ]),
  ]
  return new Map(items.map((item) => [item.key, item]))
}

/** What two runs should have in common, in words that are equal if it is. */
const common: readonly (readonly [what: string, of: (report: RunReport) => string])[] = [
  ['implementation', ({ driver: { implementation: one } }) => `${one.name} ${one.version} (${one.language})`],
  ['edition', ({ edition }) => edition],
  ['driver', ({ driver: { choice, digest } }) => `${describeChoice(choice)} (${digest})`],
  ['suite', ({ suite }) => `${counted(suite.scenarios, 'scenario')} (${suite.digest})`],
  ['selection', ({ selection }) => (selection === '' ? 'the whole suite' : selection)],
  ['shard', ({ shard }) => (shard === undefined ? 'none' : `${shard.index} of ${shard.of}`)],
  ['number and seed of the generated cases', ({ generated }) => generated.map(describeGenerated).join(', ') || 'none'],
  ['judge (model, oracle or requirements)', ({ judge }) => judge],
]

const describeGenerated = ({ role, planned, seed }: GeneratedReport) => `${role} ${planned} (seed ${seed})`
