import { basename } from 'node:path'
import { echoed, visibleLines } from '../visible.ts'
import { notRequirements, type Registry, requirements } from './registry.ts'
import { sentencesOf } from './sentences.ts'
import { type Document, pagesOf, trace } from './trace.ts'
import { describeTrace } from './trace-report.ts'

const USAGE = `Usage: npm run trace -- --document FILE... [--list]

Holds the registry of requirements against copies of the pages that it was made from.
A file is taken for the page that it is named after, wherever it lies; if it is named otherwise,
for the page that it shares most sentences with. Other files are passed over, and named.

  --document FILE...  copies of pages; may be given more than once
  --list              print the sentences of the files instead, with their numbers, their digests,
                      and the requirements made from them
  --help              print this

Exits with 0 when every sentence is as registered; with 1 when one has changed, is missing,
was added or has moved (its place in the registry is stale then); with 2 on a mistake in the call.
`

/** The world around the command: files by name, and where its words go. */
export interface World {
  readonly readFile: (file: string) => string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/**
 * Runs the command with the words after its name. Answers its exit code; never throws. Pages and names of files are shown with their
 * control characters visible.
 */
export function runTrace(words: readonly string[], { readFile, out, err }: World): 0 | 1 | 2 {
  const shown = (write: World['out']) => (text: string) => write(visibleLines(text))
  return traceIn(words, { readFile, out: shown(out), err: shown(err) })
}

function traceIn(words: readonly string[], world: World): 0 | 1 | 2 {
  const call = read(words)
  switch (call.kind) {
    case 'help':
      world.out(USAGE)
      return 0
    case 'mistake':
      world.err(`trace: ${call.what}\n\n${USAGE}`)
      return 2
    case 'list':
    case 'trace': {
      const files = open(call.files, world.readFile)
      if ('mistake' in files) {
        world.err(`trace: ${files.mistake}\n`)
        return 2
      }
      if (call.kind === 'list') {
        for (const document of files) world.out(list(document))
        return 0
      }
      const registry: Registry = { requirements, notRequirements }
      const { documents, strangers } = recognise(files, registry)
      const mistake = misgiven(documents, registry)
      if (mistake !== undefined) {
        world.err(`trace: ${mistake}\n`)
        return 2
      }
      const findings = trace(documents, registry)
      const given = new Set(documents.map(({ page }) => page))
      world.out(
        describeTrace(
          findings,
          pagesOf(registry).filter((page) => !given.has(page)),
        ),
      )
      if (strangers.length > 0) {
        world.out(`passed over, as no requirement is taken from them: ${echoed(strangers.join(', '), 1_000)}\n`)
      }
      return findings.every(({ kind }) => kind === 'good') ? 0 : 1
    }
  }
}

type Call =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly what: string }
  | { readonly kind: 'list' | 'trace'; readonly files: readonly string[] }

function read(words: readonly string[]): Call {
  if (words.includes('--help') || words.includes('-h')) return { kind: 'help' }
  const option = words.find((word) => word.startsWith('-') && !/^--(?:list|document(?:=.*)?)$/.test(word))
  if (option !== undefined) return { kind: 'mistake', what: `unknown option ${echoed(option)}` }
  const files = words
    .filter((word) => word !== '--list' && word !== '--document')
    .map((word) => word.replace(/^--document=/, ''))
    .filter((file) => file !== '')
  if (files.length === 0) return { kind: 'mistake', what: 'no FILE given' }
  return { kind: words.includes('--list') ? 'list' : 'trace', files }
}

function open(
  files: readonly string[],
  readFile: World['readFile'],
): readonly Document[] | { readonly mistake: string } {
  const documents: Document[] = []
  for (const file of files) {
    try {
      documents.push({ page: basename(file), text: readFile(file) })
    } catch (error) {
      return { mistake: `${file}: cannot be read (${error instanceof Error ? error.message : String(error)})` }
    }
  }
  return documents
}

/** Each file as the page that it is a copy of, and the names of those that are none. */
function recognise(
  files: readonly Document[],
  registry: Registry,
): { readonly documents: readonly Document[]; readonly strangers: readonly string[] } {
  const known = pagesOf(registry)
  const documents: Document[] = []
  const strangers: string[] = []
  for (const file of files) {
    const page = known.includes(file.page) ? file.page : mostAlike(file, registry)
    if (page === undefined) strangers.push(file.page)
    else documents.push({ page, text: file.text })
  }
  return { documents, strangers }
}

/** The page with which a file shares more than half of its own sentences. */
function mostAlike({ text }: Document, registry: Registry): string | undefined {
  const digests = new Set(sentencesOf(text).map(({ sha256 }) => sha256))
  const all = [...registry.requirements, ...registry.notRequirements].flatMap(({ sources }) => sources)
  return pagesOf(registry).find((page) => {
    const own = new Set(all.filter((sentence) => sentence.page === page).map(({ sha256 }) => sha256))
    return [...digests].filter((digest) => own.has(digest)).length * 2 > digests.size
  })
}

function misgiven(documents: readonly Document[], registry: Registry): string | undefined {
  if (documents.length === 0) return `no FILE is a copy of a page of the registry (${pagesOf(registry).join(', ')})`
  const twice = documents.find(({ page }, n) => documents.findIndex((other) => other.page === page) < n)
  return twice === undefined ? undefined : `${twice.page}: given twice`
}

/** Section by section: each sentence, and below it the digest that `section.ts` wants and the requirements made from it. */
function list({ page, text }: Document): string {
  const sections = Map.groupBy(sentencesOf(text), ({ section }) => section)
  return [...sections]
    .map(([section, sentences]) =>
      [
        `${page}, "${section}"`,
        ...sentences.flatMap(({ sentence, text: words, sha256 }) => [
          `  ${sentence}  ${words}`,
          `     ${[sha256, ...madeFrom(sha256)].join(' ')}`,
        ]),
        '',
      ].join('\n'),
    )
    .join('\n')
}

/** The ids of the requirements made from a sentence. */
function madeFrom(digest: string): readonly string[] {
  return requirements.filter(({ sources }) => sources.some(({ sha256 }) => sha256 === digest)).map(({ id }) => id)
}
