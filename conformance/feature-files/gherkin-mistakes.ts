import { placeIn } from '../input/read-file.ts'
import { echoed } from '../visible.ts'

/**
 * The first mistake that the parser of Gherkin found in a file, in the kit's own words: `FILE:LINE:COLUMN: what is wrong (what is
 * wanted)`.
 */
export function gherkinMistake(file: string, text: string, error: unknown): string {
  const { line, column, message } = firstOf(error)
  const at = Math.max(1, Math.min(line, text.split('\n').length))
  return `${placeIn(file, at, column)}: ${inOwnWords(message)}`
}

/** The part of an error of the parser that is read: several of them stand in one. */
interface ParserError {
  readonly message: string
  readonly location?: { readonly line: number; readonly column?: number }
  readonly errors?: readonly ParserError[]
}

const firstOf = (error: unknown) => {
  const found = error as ParserError
  const { message, location } = found.errors?.[0] ?? found
  return { message: message.replace(/^\(\d+:\d+\): /, ''), line: location?.line ?? 1, column: location?.column ?? 1 }
}

function inOwnWords(message: string): string {
  const unsupported = /^Language not supported: (.*)$/s.exec(message)
  if (unsupported !== null)
    return `"${echoed(unsupported[1] ?? '')}": no language of Gherkin ("# language: en" is wanted)`
  const unexpected = /^expected: (.*), got '(.*)'$/s.exec(message)
  if (unexpected !== null) return `"${echoed(unexpected[2] ?? '')}" where ${wanted(unexpected[1] ?? '')} is wanted`
  const ended = /^unexpected end of file, expected: (.*)$/s.exec(message)
  if (ended !== null) return `the end of the file where ${wanted(ended[1] ?? '')} is wanted`
  if (message.startsWith('inconsistent cell count'))
    return 'the row has another number of cells than the first row of its table'
  if (message.startsWith('A tag may not contain whitespace'))
    return 'a tag contains white space ("@one @two" is wanted)'
  return echoed(message, 300)
}

/** The kinds of line that the parser waits for, in the words of a feature. Comments and empty lines may stand anywhere. */
function wanted(kinds: string): string {
  const words = kinds.split(', ').flatMap((kind) => wordsOfKind[kind] ?? [])
  return words.length < 2 ? words.join('') : `one of ${words.join(', ')}`
}

const wordsOfKind: Readonly<Record<string, string>> = {
  '#FeatureLine': '"Feature:"',
  '#RuleLine': '"Rule:"',
  '#BackgroundLine': '"Background:"',
  '#ScenarioLine': '"Scenario:"',
  '#ExamplesLine': '"Examples:"',
  '#StepLine': 'a step (Given, When, Then, And, But)',
  '#TagLine': 'a tag',
  '#TableRow': 'a row of a table',
  '#DocStringSeparator': '"""',
}
