import { readFileSync } from 'node:fs'
import { runTrace } from './trace-cli.ts'

process.exitCode = runTrace(process.argv.slice(2), {
  readFile: (file) => readFileSync(file, 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
