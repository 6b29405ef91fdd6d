import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSources, sourceFolder } from './sources.ts'

const root = 'org.apache.spark.sql.execution.streaming.continuous.conformance'

/** These packages stand below the one whose private members they use. */
const elsewhere: Readonly<Record<string, string>> = {
  rpc: 'org.apache.spark.rpc.conformance',
  deploy: 'org.apache.spark.deploy.conformance',
}

const packageOf = (text: string) => [...text.matchAll(/^package (\S+)$/gm)].map(([, name]) => name).join('.')

describe('the Scala sources of the driver', () => {
  it('each Scala source stands in the folder that its package names', async () => {
    const sources = (await readSources(sourceFolder())).filter(({ path }) => path.endsWith('.scala'))
    expect(sources.length).toBeGreaterThan(50)
    const packages = sources.map(({ path, content }) => {
      const folder = basename(dirname(path))
      return { path, declared: packageOf(content.toString()), wanted: elsewhere[folder] ?? `${root}.${folder}` }
    })
    expect(packages.filter(({ declared, wanted }) => declared !== wanted)).toEqual([])
  })
})
