import { counted } from '../counted.ts'
import { type Html, html } from '../html/html.ts'
import type { CheckReport, LogVerdict } from '../production-logs/report/check-report.ts'
import { requirements } from '../requirements/registry.ts'

type Kind = Exclude<LogVerdict['kind'], 'never in logs'>

/** What needs attention comes first. */
const kinds: readonly Kind[] = ['violated', 'cannot tell', 'held', 'no occasion']

const tones: Readonly<Record<Kind, string>> = {
  violated: 'bad',
  'cannot tell': 'known',
  held: 'good',
  'no occasion': 'none',
}

/** The requirements by their verdict, with what they say. */
export function requirementGroups({ requirements: all }: CheckReport, number: number): Html {
  const never = Object.values(all).filter(({ kind }) => kind === 'never in logs').length
  return html`<h2 id="requirements-${number}">Requirements</h2>
${kinds.map((kind) =>
  groupHtml(
    kind,
    Object.entries(all).filter(([, verdict]) => verdict.kind === kind),
    number,
  ),
)}
<p class="soft">${counted(never, 'requirement')} never ${never === 1 ? 'shows' : 'show'} in logs.</p>`
}

function groupHtml(kind: Kind, own: readonly (readonly [string, LogVerdict])[], number: number): Html | undefined {
  if (own.length === 0) return undefined
  return html`<details class="group"${kind === 'violated' && html` open`}><summary><span class="tag ${tones[kind]}">${kind}</span> ${own.length}</summary>
<table><thead><tr><th scope="col">requirement</th><th scope="col">${kind === 'cannot tell' ? 'why' : 'times'}</th><th scope="col">what it says</th></tr></thead><tbody>${own.map(([id, verdict]) => html`<tr><td>${kind === 'violated' ? html`<a href="#${id}-${number}">${id}</a>` : id}</td><td>${moreOf(verdict)}</td><td>${requirements.find((one) => one.id === id)?.says}</td></tr>`)}</tbody></table></details>`
}

function moreOf(verdict: LogVerdict): string {
  switch (verdict.kind) {
    case 'cannot tell':
      return verdict.why.join('; ')
    case 'held':
    case 'violated':
      return String(verdict.times)
    case 'no occasion':
    case 'never in logs':
      return 'none'
  }
}
