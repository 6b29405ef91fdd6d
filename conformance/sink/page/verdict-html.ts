import { type Html, html } from '../../html/html.ts'
import type { SinkTest } from '../telling/sink-tests.ts'
import type { FoundInSink } from './found-in-sink.ts'

/** Whether the claim is kept, what fails, and both guarantees. */
export function verdictHtml({ trial, findings, tests }: FoundInSink): Html {
  const { tone, sign, text } = verdictOf(tests, trial.claim)
  const failed = tests.flatMap((test) =>
    test.result.kind === 'failed' && test.about.kind !== 'claim'
      ? [html`<li>${titleOf(test.about)}: ${test.result.headline}</li>`]
      : [],
  )
  const cannotTell = 'cannot tell, no scenario could be run to its end'
  return html`<div class="verdict ${tone}"><p class="word"><span aria-hidden="true">${sign}</span> ${text}</p>
<p>The sink alone, Spark as documented: <b>${findings.sinkAlone ?? cannotTell}</b></p>
<p>The sink with Spark as it is: <b>${findings.withSpark ?? cannotTell}</b></p>
${failed.length > 0 && html`<ul class="notes">${failed.slice(0, most)}</ul>${failed.length > most && html`<p>and ${failed.length - most} more</p>`}`}</div>`
}

/** The most failures that the verdict names. The JUnit file has all of them. */
const most = 20

function verdictOf(tests: readonly SinkTest[], claim: FoundInSink['trial']['claim']) {
  const ofClaim = tests.find(({ about }) => about.kind === 'claim')?.result
  if (tests.some(({ result }) => result.kind === 'failed'))
    return {
      tone: 'bad',
      sign: '✗',
      text: ofClaim?.kind === 'failed' ? ofClaim.headline : 'the list of known failures is wrong',
    }
  if (ofClaim?.kind === 'passed') return { tone: 'good', sign: '✓', text: `the sink guarantees ${claim}, as it claims` }
  const reason = ofClaim?.kind === 'not told' ? ofClaim.reason : 'nothing is claimed'
  return claim === undefined ? { tone: 'none', sign: '–', text: reason } : { tone: 'known', sign: '!', text: reason }
}

function titleOf(about: SinkTest['about']): string {
  switch (about.kind) {
    case 'scenario':
      return about.scenario
    case 'generated':
      return about.token
    case 'requirement':
      return `${about.id} ${about.says}`
    case 'claim':
      return 'the claim'
    case 'list':
      return about.place
  }
}
