import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { median } from './measure.ts'

// `npm run bench:doctor`: cwc doctor on a checkpoint of 10,000 entries with their checksums, 20,002 files, against `cat` of the same
// files, in one run. CPU time counts: that of the process and of its system calls, with the start of Node.

const entries = 10_000
const mostSeconds = 1
const rounds = 5

const home = mkdtempSync(join(tmpdir(), 'cwc-bench-doctor-'))
process.on('exit', () => rmSync(home, { recursive: true, force: true }))

function write(path: string, content: string) {
  const bytes = Buffer.from(content)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  writeFileSync(join(home, path), bytes)
  writeFileSync(join(home, path.replace(/([^/]+)$/, '.$1.crc')), Buffer.concat([Buffer.from('crc\0\0\0\x02\0'), sum]))
}

for (const log of ['offsets', 'commits']) mkdirSync(join(home, log))
write('metadata', '{"id":"896de948-2480-4437-a39f-5d034f74b386"}')
for (let epoch = 0; epoch < entries / 2; epoch++) {
  const at = { value: epoch, runTimeMs: 1_795_868_782_259 }
  write(`offsets/${epoch}`, `v1\n\n${JSON.stringify({ 0: at, 1: at })}`)
  write(`commits/${epoch}`, 'v1\n{"nextBatchWatermarkMs":0}')
}

/** Seconds of CPU of a command. The shell's `times` tells those of its children. */
function cpu(command: string): number {
  const { stdout } = spawnSync('sh', ['-c', `${command} > ${home}.out; times`], { encoding: 'utf8' })
  const [, children = ''] = stdout.trim().split('\n')
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  )
}

const commands = {
  doctor: `${process.execPath} bin/cwc.js doctor ${home}`,
  cat: `find ${home} -type f -exec cat {} +`,
}
// The first run fills the caches of compiled modules and of the file system.
for (const command of Object.values(commands)) execFileSync('sh', ['-c', `${command} > ${home}.out`])
const times = { doctor: [] as number[], cat: [] as number[] }
for (let round = 0; round < rounds; round++) {
  times.doctor.push(cpu(commands.doctor))
  times.cat.push(cpu(commands.cat))
}
rmSync(`${home}.out`)
const [doctor, cat] = [median(times.doctor), median(times.cat)]
console.log(
  `cwc doctor on ${entries} entries with checksums: ${doctor.toFixed(2)} s of CPU (wanted: under ${mostSeconds}), ` +
    `${(doctor / cat).toFixed(1)} times that of cat (${cat.toFixed(2)} s)`,
)
process.exitCode = doctor < mostSeconds ? 0 : 1
