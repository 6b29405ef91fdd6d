import { writeFileSync } from 'node:fs'
import { packageRoot } from '../package-root.ts'
import { measureRecordings } from './measure-recordings.ts'
import { measureSample } from './sample.ts'
import { strengthPage } from './strength-page.ts'

// `npm run check-strength`: alters every line of every recording, and draws docs/check-strength.md. It takes a little less than two minutes of processor time.

writeFileSync(
  `${packageRoot}docs/check-strength.md`,
  strengthPage(measureRecordings({ every: 1, seed: 0 }), measureSample()),
)
