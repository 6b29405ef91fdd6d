#!/usr/bin/env node
// Plain JavaScript that any Node can read: it looks at the version before anything newer is loaded.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import * as module from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `cwc needs Node >= 22.18, this is ${process.versions.node}. Inside the repository, \`npx cwc\` brings its own.`,
  )
  process.exit(2)
}
// Node keeps compiled modules in the cache of the kit, so that later starts are quicker.
try {
  const folder = process.env.NODE_COMPILE_CACHE || join(cacheOfKit(process.env), 'node')
  if (hasFolder(folder)) module.enableCompileCache?.(folder)
} catch {
  // A user without a home has no cache.
}
// The source in the repository, the build in the package (Node strips no types below node_modules).
const source = new URL('../conformance/cli/main.ts', import.meta.url)
const built = new URL('../dist/conformance/cli/main.js', import.meta.url)
const isSource = existsSync(source)
const folders = (isSource ? ['conformance', 'src'] : ['dist']).map(
  (folder) => new URL(`../${folder}/`, import.meta.url).href,
)
module.registerHooks?.({ resolve: resolveQuickly, load: loadQuickly })
const { main } = await import((isSource ? source : built).href)
process.exitCode = await main(process.argv.slice(2))

/** Modules of the kit import each other by the names of files, so Node need not search. That took a quarter of each start. */
function resolveQuickly(specifier, context, next) {
  const { parentURL = '' } = context
  if (!specifier.startsWith('.') || !isOfKit(parentURL)) return next(specifier, context)
  return { url: new URL(specifier, parentURL).href, shortCircuit: true }
}

/** The modules of the kit are all of one format, so Node need not find out which. */
function loadQuickly(url, context, next) {
  if (!isOfKit(url)) return next(url, context)
  const source = readFileSync(fileURLToPath(url), 'utf8')
  return { format: isSource ? 'module-typescript' : 'module', source, shortCircuit: true }
}

function isOfKit(url) {
  return folders.some((folder) => url.startsWith(folder))
}

function cacheOfKit({ CWC_CACHE: own, XDG_CACHE_HOME: caches }) {
  return own || join(caches || join(homedir(), '.cache'), 'continuous-write-conformance')
}

/** Makes the folder and those above it. Node can make a whole path, but on some file systems it tries for ever if it cannot. */
function hasFolder(path) {
  if (existsSync(path)) return true
  if (!hasFolder(dirname(path))) return false
  try {
    mkdirSync(path)
    return true
  } catch (error) {
    return error.code === 'EEXIST'
  }
}
