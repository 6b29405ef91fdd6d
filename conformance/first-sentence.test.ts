import { expect, it } from 'vitest'
import { firstSentence } from './first-sentence.ts'

it.each([
  ['it failed', 'it failed'],
  ['it failed\nat a place\nand another', 'it failed'],
  [
    'a statement failed: ParseException: \n[PARSE_SYNTAX_ERROR] Syntax error. \n\n== SQL ==\nx',
    'a statement failed: ParseException: [PARSE_SYNTAX_ERROR] Syntax error.',
  ],
  ['one:\n\n  two:\nthree\nfour', 'one: two: three'],
  ['\n it failed', 'it failed'],
  ['only this:', 'only this:'],
  ['', ''],
])('Of the error %j, one line says %j', (text, said) => expect(firstSentence(text)).toBe(said))
