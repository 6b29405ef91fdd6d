import { readTextFile } from '../input/read-file.ts'
import { runTrace } from './trace-cli.ts'

process.exitCode = runTrace(process.argv.slice(2), {
  // The largest page has 17 kB.
  readFile: (file) => readTextFile(file, 2 ** 18),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
