import type { RunReport } from '../report/report.ts'
import { verdictKinds } from '../suite/verdict.ts'
import { documentOf } from './document.ts'
import { failuresSection, hasFailures } from './failures.ts'
import { generatedSection } from './generated.ts'
import { headHtml } from './head.ts'
import { html } from './html.ts'
import { requirementsSection } from './requirements.ts'
import { rolesSection } from './roles-table.ts'
import { Room } from './room.ts'
import { sinceReport } from './since.ts'
import { helpHtml, toolbarHtml } from './toolbar.ts'

/**
 * The report as one page that loads nothing. Made from the data of `report.json` alone, and of an earlier one, if it is to say what
 * changed since.
 */
export function reportPage(report: RunReport, before?: RunReport): string {
  const { name, version } = report.driver.implementation
  const failures = failuresSection(report, new Room(1_500_000))
  const generated = generatedSection(report, new Room(700_000))
  const requirements = requirementsSection(report, failures.shown, new Room(800_000))
  const hasFinding = report.generated.some(
    ({ findings, undetermined }) => findings.length > 0 || undetermined !== undefined,
  )
  return documentOf({
    title: `${`${name} ${version}`.trim().slice(0, 100)}: conformance report`,
    body: html`<a class="skip" href="#content">Skip to the results</a>
${headHtml(report, before === undefined ? undefined : sinceReport(before, report))}
${toolbarHtml({
  verdicts: [
    ...verdictKinds.filter((kind) => report.cases.some(({ verdict }) => verdict === kind)),
    ...(hasFinding ? ['finding'] : []),
  ],
  requirements: report.requirements.map(({ id }) => id),
  only: 'only what did not pass',
  links: [
    ...(report.roles.length === 0 ? [] : [['#roles', 'Roles'] as const]),
    ...(hasFailures(report) ? [['#failures', 'Failures'] as const] : []),
    ...(report.generated.length === 0 ? [] : [['#generated', 'Generated'] as const]),
    ['#requirements', 'Requirements'],
  ],
})}
<main id="content" tabindex="-1">
${rolesSection(report)}
${failures.section}
${generated}
${requirements}
<p id="nothing" class="soft" hidden>Nothing matches the filter.</p>
</main>
${helpHtml}`,
  })
}
