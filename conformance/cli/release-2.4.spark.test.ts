import { testRelease } from './fixtures/spark-release.ts'

testRelease({ version: '2.4.8', edition: 'spark-2.4', deviates: ['RDD-23'], errata: ['RDD-23'] })
