import { counted } from '../counted.ts'
import { conclusionOf } from '../report/conclusion.ts'
import { countKnown } from '../report/describe-known-failures.ts'
import type { RunReport } from '../report/report.ts'
import { isAccepted } from '../suite/verdict.ts'
import { visible } from '../visible.ts'
import { failuresOf } from './failures.ts'

/** `badge.json`: the schema that shields.io reads from an endpoint. */
export function badge(report: RunReport): string {
  const { message, color } = saying(report)
  return `${JSON.stringify({ schemaVersion: 1, label: visible(`conformance (${report.edition})`), message, color }, null, 2)}\n`
}

function saying(report: RunReport): { readonly message: string; readonly color: string } {
  switch (conclusionOf(report).kind) {
    case 'conforms':
      return { message: `conforms, ${sizeOf(report)}`, color: 'brightgreen' }
    case 'does-not-conform':
      return { message: `does not conform, ${counted(failuresOf(report).length, 'failure')}`, color: 'red' }
    case 'only-known-failures':
      return { message: countKnown(report) ?? '', color: 'yellow' }
    case 'list-is-wrong':
      return { message: 'the list of known failures is wrong', color: 'red' }
    case 'good-shard':
      return { message: 'one shard only', color: 'lightgrey' }
    case 'nothing-ran':
    case 'role-not-supported':
    case 'not-complete':
    case 'only-unspecified':
    case 'generated-too-little':
      return { message: 'too little was checked', color: 'lightgrey' }
  }
}

function sizeOf({ cases, generated }: RunReport): string {
  const scenarios = cases.filter(({ verdict }) => isAccepted(verdict)).length
  const all = scenarios + generated.reduce((sum, one) => sum + one.cases, 0)
  return counted(all, 'case')
}
