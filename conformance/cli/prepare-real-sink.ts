import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import type { RealRun } from '../sink/real-sinks/real-runs.ts'

/** Copies the example of a sink into a folder, with the packages of the release and with ports that are free, and makes its jar. */
export async function prepareRealSink({ sink, packages }: RealRun, folder: string): Promise<void> {
  if (!('example' in sink.described)) return
  const from = join(packageRoot, 'examples/sinks', sink.described.example)
  cpSync(from, folder, { recursive: true, filter: (file) => !file.startsWith(join(from, 'target')) })
  const packaged = `packages: ${JSON.stringify(packages)}`
  change(join(folder, 'cwc.sink.yaml'), (text) => text.replace(/^packages: .*$/m, () => packaged))
  if (sink.needs === 'broker') {
    const ports = new Map([
      ['19092', await freePort()],
      ['19093', await freePort()],
    ])
    const moved = (text: string) => text.replaceAll(/\b1909[23]\b/g, (port) => ports.get(port) ?? port)
    change(join(folder, 'cwc.sink.yaml'), moved)
    change(join(folder, 'broker/server.properties'), moved)
  }
  if (sink.needs !== 'jar') return
  const made = spawnSync('mvn', ['-q', 'package'], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (made.status !== 0) throw new Error(`mvn package ended with ${made.status}`)
}

function change(file: string, by: (text: string) => string): void {
  writeFileSync(file, by(readFileSync(file, 'utf8')))
}

/** Another program may have the port of the example. */
async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return String(address.port)
}
