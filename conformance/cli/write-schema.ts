import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { protocolJsonSchema } from '../../src/contract/json-schema.ts'
import { doctorJsonSchema } from '../checkpoint/doctor-schema.ts'
import { knownFailuresJsonSchema } from '../known-failures/file-schema.ts'
import { logReportJsonSchema } from '../production-logs/report/check-report-schema.ts'
import { reportJsonSchema } from '../report/report-schema.ts'
import { sinkReportJsonSchema } from '../sink/answer/sink-report-schema.ts'
import { knownOfSinkJsonSchema } from '../sink/known-failures/known-file.ts'

// `npm run schema`: writes the published JSON Schemas, of the driver protocol, of the reports, of known failures and of sinks. Tests fail while they differ.

const folder = new URL('../../schema/', import.meta.url)
const schemas = {
  'protocol.schema.json': protocolJsonSchema(),
  'report.schema.json': reportJsonSchema(),
  'log-report.schema.json': logReportJsonSchema(),
  'doctor.schema.json': doctorJsonSchema(),
  'known-failures.schema.json': knownFailuresJsonSchema(),
  'sink-report.schema.json': sinkReportJsonSchema(),
  'sink-known-failures.schema.json': knownOfSinkJsonSchema(),
}

await mkdir(folder, { recursive: true })
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(name, folder)
  await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`)
  console.log(`written: ${fileURLToPath(file)}`)
}
