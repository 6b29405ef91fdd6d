/** A part of a phrase that differs from step to step: one that reads it, and one that prints it. */
export interface Slot<Value> {
  /** As a list of phrases shows it. */
  readonly shown: string
  /** The source of a regular expression without groups. It may match the empty text. */
  readonly source: string
  /** @throws Error that says what is wrong, and what is wanted */
  read(text: string, partitions: number): Value
  print(value: Value, partitions: number): string
}

/** One sentence of the features of sinks, there and back: what it prints of a step, it reads as that step. */
export interface Phrase<Step> {
  readonly shown: string
  /** Undefined if the text is another sentence. @throws Error if a part of the sentence is wrong */
  read(text: string, partitions: number): Step | undefined
  /** Undefined if the step has another sentence. */
  print(step: Step, partitions: number): string | undefined
}

/** What a phrase means: the step of its values, and the values of its steps. */
export interface Meaning<Step, Values extends readonly unknown[]> {
  readonly step: (...values: Values) => Step
  /** Undefined for a step with another phrase. */
  readonly values: (step: Step) => Values | undefined
}

type Slots<Values extends readonly unknown[]> = { readonly [At in keyof Values]: Slot<Values[At]> }

/** A phrase as a template: its words, with slots between them. The words have no signs of regular expressions. */
export const phrase =
  <Values extends readonly unknown[]>(words: readonly string[], ...slots: Slots<Values>) =>
  <Step>({ step, values }: Meaning<Step, Values>): Phrase<Step> => {
    const expression = new RegExp(`^${joined(words, (at) => `(${slots[at]?.source ?? ''})`)}$`)
    return {
      shown: joined(words, (at) => slots[at]?.shown ?? ''),
      read(text, partitions) {
        const match = expression.exec(text)
        if (match === null) return undefined
        const read = slots.map((slot, at) => slot.read(match[at + 1] ?? '', partitions))
        // As many as there are slots, each of the type of its slot.
        return step(...(read as unknown as Values))
      },
      print(given, partitions) {
        const found = values(given)
        return found && joined(words, (at) => slots[at]?.print(found[at], partitions) ?? '')
      },
    }
  }

/** The words, with what stands in each slot between them. */
const joined = (words: readonly string[], slot: (at: number) => string): string =>
  words.map((word, at) => (at < words.length - 1 ? `${word}${slot(at)}` : word)).join('')

/** A phrase without slots, for one step. */
export const fixed = <Step>(words: string, only: Step, is: (step: Step) => boolean): Phrase<Step> =>
  phrase([words])<Step>({ step: () => only, values: (step) => (is(step) ? [] : undefined) })

/** The step of a text. Undefined if no phrase reads like that. @throws Error if a part of its phrase is wrong */
export function readPhrase<Step>(phrases: readonly Phrase<Step>[], text: string, partitions: number): Step | undefined {
  for (const one of phrases) {
    const step = one.read(text, partitions)
    if (step !== undefined) return step
  }
  return undefined
}

/** The sentence of a step. @throws Error if it has none: a phrase is missing */
export function printPhrase<Step>(phrases: readonly Phrase<Step>[], step: Step, partitions: number): string {
  for (const one of phrases) {
    const text = one.print(step, partitions)
    if (text !== undefined) return text
  }
  throw new Error(`no phrase for ${JSON.stringify(step)}`)
}
