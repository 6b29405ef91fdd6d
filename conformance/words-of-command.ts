import { UsageError } from './errors.ts'

/**
 * The words of a command, divided at blanks. A word in single or double quotes keeps its blanks: `hdfs --config '/my conf' dfs`. No shell
 * reads the words, so nothing else has a meaning.
 *
 * @throws UsageError
 */
export function wordsOfCommand(option: string, command: string): readonly string[] {
  const parts = command.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+|\S+/g) ?? []
  const open = parts.find((part) => part.replaceAll(/'[^']*'|"[^"]*"/g, '').match(/['"]/))
  if (open !== undefined) throw new UsageError(`${option}: a quote has no end (its second one is wanted)`)
  const words = parts.map((part) => part.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'))
  if (words.length === 0) throw new UsageError(`${option}: no command (a command such as 'hdfs dfs' is wanted)`)
  return words
}
