import { readTextFile } from '../../input/read-file.ts'
import { parseYaml } from '../../input/read-yaml.ts'
import { type SinkFile, sinkFileSchema } from './sink-file.ts'

/** The most bytes of such a file. */
const longest = 2 ** 16

/** Reads a file that describes a sink. @throws Unreadable with the place of the first mistake */
export function readSinkFile(file: string): SinkFile {
  const { value, checkedBy } = parseYaml(file, readTextFile(file, longest))
  return checkedBy(sinkFileSchema, value)
}
