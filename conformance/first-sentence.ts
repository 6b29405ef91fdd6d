/**
 * What an error says in one line: its first line, and the next one where that only announces it. Spark's parser writes the reason in the line
 * behind the name of its exception.
 */
export function firstSentence(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const said: string[] = []
  for (const line of lines.filter((one) => one !== '')) {
    said.push(line)
    if (!line.endsWith(':')) break
  }
  return said.join(' ')
}
