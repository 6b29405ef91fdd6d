import { firstSentence } from '../../first-sentence.ts'

/** What an error says in one line, without the name that differs by case. */
export const withoutCase = (text: string): string => firstSentence(text).replaceAll(/case_[0-9a-f]{8}_\d+/g, '{case}')
