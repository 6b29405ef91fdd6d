#!/usr/bin/env node
// Plain JavaScript that any Node can read: it looks at the version before anything newer is loaded.
import { existsSync, mkdirSync } from 'node:fs'
import * as module from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `cwc needs Node >= 22.18, this is ${process.versions.node}. Inside the repository, \`npx cwc\` brings its own.`,
  )
  process.exit(2)
}
// Node keeps compiled modules on disk, so that later starts are quicker.
if (hasFolder(join(tmpdir(), 'node-compile-cache'))) module.enableCompileCache?.()
// The source in the repository, the build in the package (Node strips no types below node_modules).
const source = new URL('../conformance/cli/main.ts', import.meta.url)
const built = new URL('../dist/conformance/cli/main.js', import.meta.url)
const { main } = await import((existsSync(source) ? source : built).href)
process.exitCode = await main(process.argv.slice(2))

/** Makes the folder. Node would make the whole path, and on some file systems it tries for ever if it cannot. */
function hasFolder(path) {
  try {
    mkdirSync(path)
    return true
  } catch (error) {
    return error.code === 'EEXIST'
  }
}
