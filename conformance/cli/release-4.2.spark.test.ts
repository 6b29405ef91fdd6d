import { testRelease } from './fixtures/spark-release.ts'

testRelease({
  version: '4.2.0',
  edition: 'spark-4.2',
  deviates: ['OP-2', 'OP-7', 'OP-18', 'OP-26', 'OP-27', 'RDD-23', 'RDD-43', 'EC-70', 'CE-31'],
  errata: ['OP-2', 'OP-3', 'OP-7', 'RDD-23'],
})
