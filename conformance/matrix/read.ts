import { placeIn, Unreadable } from '../input/read-file.ts'
import { checkedBy, readJsonFile } from '../input/read-json.ts'
import type { Matrix } from './matrix.ts'
import { matrixSchema } from './matrix-schema.ts'

const format = 2

/** The matrix that `cwc matrix` wrote. @throws Unreadable with the first field that is wrong */
export function readMatrix(file: string): Matrix {
  const value = readJsonFile(file)
  const isOne = typeof value === 'object' && value !== null && 'format' in value && value.format === format
  if (!isOne) throw new Unreadable(`${placeIn(file)}: not a matrix of cwc matrix (format ${format} is wanted)`)
  // Names of deviations and requirements may be those of another version, so the schema takes any text there.
  return checkedBy(matrixSchema, value, { file, kind: 'a matrix of cwc matrix' }) as Matrix
}
