import { writeFileSync } from 'node:fs'
import { compiledScannerFile, compileScanner } from './compile.ts'

// `npm run scanner`: compiles the scanner of log lines anew.
writeFileSync(compiledScannerFile, compileScanner())
