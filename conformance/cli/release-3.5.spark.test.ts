import { testPatchedSpark } from './fixtures/patched-spark-tests.ts'
import { testRelease } from './fixtures/spark-release.ts'

testRelease({
  version: '3.5.8',
  edition: 'spark-3.5',
  deviates: ['OP-2', 'OP-7', 'OP-18', 'OP-26', 'OP-27', 'RDD-23', 'RDD-43', 'EC-70'],
  errata: ['OP-2', 'OP-3', 'OP-7', 'RDD-23'],
})

testPatchedSpark('3.5.8')
