import { counted } from '../counted.ts'
import { describeChoice } from '../drivers/describe-choice.ts'
import { conclusionOf } from '../report/conclusion.ts'
import { describeConclusion } from '../report/describe-conclusion.ts'
import { describeShutdown } from '../report/describe-shutdown.ts'
import type { RunReport } from '../report/report.ts'
import { isAgainst } from '../suite/verdict.ts'
import { brokenHtml } from './broken.ts'
import { commandHtml } from './command.ts'
import { type Content, type Html, html, linesOf } from './html.ts'
import { withLinks } from './requirement.ts'
import { commandOf } from './run-command.ts'
import { type Since, sinceHtml } from './since.ts'
import { describeEdition } from './words.ts'

/** The head: the implementation, the verdict in one sentence, the figures, and what was run. */
export function headHtml(report: RunReport, since?: Since): Html {
  const { driver, edition, kit } = report
  const { name, version } = driver.implementation
  const { sign, tone, word } = verdictOf(report)
  return html`<header class="head">
<p class="kicker">Conformance to the write path of Spark’s continuous processing</p>
<h1>${linesOf([name])} <span>${linesOf([version])}</span></h1>
<div class="verdict ${tone}"><p class="word"><span aria-hidden="true">${sign}</span> ${word} <small>edition ${edition}</small></p><p>${withLinks(describeConclusion(report))}</p>${notesHtml(report)}</div>
${brokenHtml(report, since)}
${since !== undefined && sinceHtml(since, report)}
<ul class="figures">${figuresOf(report).map(([figure, what, more]) => html`<li><b>${figure}</b> ${what}<small>${more}</small></li>`)}</ul>
<p class="soft">${describeEdition(edition)}</p>
${commandHtml('Run all of it again:', commandOf(report))}
<details class="more"><summary>What was run</summary><dl>
${fact('Driver', describeChoice(driver.choice))}
${fact('Language', driver.implementation.language)}
${fact('Roles claimed', driver.roles.join(', ') || 'none')}
${fact('Selection', report.selection === '' ? 'the whole suite' : report.selection)}
${report.shard !== undefined && fact('Shard', `${report.shard.index} of ${report.shard.of}`)}
${fact('Complete', report.complete ? 'yes' : 'no: not all that was planned was run')}
${fact('Began', timeHtml(report.startedAt))}
${fact('Ended', timeHtml(report.finishedAt))}
${fact('Kit', `${kit.name} ${kit.version}, report format ${report.format}`)}
${fact('Suite', html`<code>${report.suite.digest}</code>`)}
${fact('Judge', html`<code>${report.judge}</code>`)}
${fact('Driver’s digest', html`<code>${driver.digest}</code>`)}
${report.pages.map(({ page, digest }) => fact(page, html`<code>${digest}</code>`))}
</dl></details>
</header>`
}

/** What limits the verdict: cases that were not run, a part of a run, a selection, a driver that failed at its end. */
function notesHtml(report: RunReport): Html | undefined {
  const { complete, shard, selection, cases, generated } = report
  const notRun = cases.filter(({ verdict }) => verdict === 'not-run').length
  const left = generated.reduce((sum, one) => sum + one.planned - one.cases, 0)
  const missing = [
    ...(notRun === 0 ? [] : [`${grouped(notRun)} of ${grouped(cases.length)} scenarios`]),
    ...(left === 0 ? [] : [`${grouped(left)} generated ${left === 1 ? 'case' : 'cases'}`]),
  ]
  const notes = [
    ...(complete ? [] : [`The run is not complete: ${missing.join(' and ') || 'some of it'} did not run.`]),
    ...(shard === undefined
      ? []
      : [`This is shard ${shard.index} of ${shard.of} only. cwc merge makes one report of all shards.`]),
    ...(selection === '' ? [] : [`Only a selection was run: ${selection}.`]),
  ].map((note) => [note])
  const shutdown = describeShutdown(report)
  const all = shutdown.length === 0 ? notes : [...notes, shutdown]
  return all.length === 0
    ? undefined
    : html`<ul class="notes">${all.map((lines) => html`<li>${linesOf(lines)}</li>`)}</ul>`
}

function verdictOf(report: RunReport) {
  const { kind } = conclusionOf(report)
  if (kind === 'conforms') return { sign: '✓', tone: 'good', word: 'Conforms' }
  if (kind === 'only-known-failures') return { sign: '✓', tone: 'good', word: 'Only known failures' }
  if (kind === 'list-is-wrong') return { sign: '✗', tone: 'bad', word: 'The list of known failures is wrong' }
  if (kind === 'does-not-conform') return { sign: '✗', tone: 'bad', word: 'Does not conform' }
  return { sign: '?', tone: 'none', word: 'No verdict' }
}

/** Each figure, its noun, and what it is made of. */
function figuresOf(report: RunReport): readonly (readonly [string, string, string])[] {
  const { cases, generated, requirements } = report
  const failed = cases.filter(({ verdict }) => isAgainst(verdict)).length
  const known = cases.filter((one) => isAgainst(one.verdict) && one.known !== undefined).length
  const holds = requirements.filter(({ standing }) => standing === 'holds').length
  // A scenario that fails is no proof against each of its requirements, and a driver that fails none against any.
  const broken = new Set(report.causes.flatMap((one) => one.requirements)).size
  const drawn = generated.reduce((sum, one) => sum + one.cases, 0)
  const found = generated.reduce((sum, one) => sum + one.findings.length, 0)
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000
  return [
    [
      grouped(cases.length),
      nounOf(cases.length, 'scenario'),
      failed === 0 ? 'none fails' : `${grouped(failed)} fail${known === 0 ? '' : `, ${grouped(known)} of them known`}`,
    ],
    ...(generated.length === 0
      ? []
      : [[grouped(drawn), nounOf(drawn, 'generated case'), counted(found, 'finding')] as const]),
    [
      grouped(requirements.length),
      'requirements',
      `${holds} hold, ${broken === 0 ? 'none is' : broken === 1 ? '1 is' : `${broken} are`} broken`,
    ],
    [`${seconds.toFixed(1)} s`, 'run time', report.startedAt.slice(0, 10)],
  ]
}

const fact = (name: string, value: Content): Html =>
  html`<div><dt>${name}</dt><dd>${typeof value === 'string' ? linesOf([value]) : value}</dd></div>\n`

const timeHtml = (time: string): Html =>
  html`<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 19)} UTC</time>`

const nounOf = (count: number, noun: string) => (count === 1 ? noun : `${noun}s`)
const grouped = (number: number) => number.toLocaleString('en-US')
