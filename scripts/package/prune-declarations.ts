import { globSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageRoot } from '../../conformance/package-root.ts'

// The compiler writes declarations of all files. The package keeps those that the types of the API are made of.

const dist = join(packageRoot, 'dist')
const reached = new Set<string>()
const left = ['api/index.d.ts']
for (let file = left.pop(); file !== undefined; file = left.pop()) {
  if (reached.has(file)) continue
  reached.add(file)
  const text = readFileSync(join(dist, file), 'utf8')
  for (const [, path = ''] of text.matchAll(/(?:from |import\()["'](\.[^"']+)\.[jt]s["']/g)) {
    left.push(join(dirname(file), `${path}.d.ts`).replaceAll('\\', '/'))
  }
}
for (const file of globSync('**/*.d.ts', { cwd: dist })) {
  if (!reached.has(file.replaceAll('\\', '/'))) rmSync(join(dist, file))
}
