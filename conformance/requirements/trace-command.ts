import { readTextFile, reasonOf } from '../input/read-file.ts'
import { codeOnceWritten, makeOutputLast } from '../lasting-output.ts'
import { runTrace } from './trace-cli.ts'

makeOutputLast()
const code = runTrace(process.argv.slice(2), {
  // The largest page has 17 kB.
  readFile: (file) => readTextFile(file, 2 ** 18),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
process.exitCode = await codeOnceWritten(code, reasonOf)
