import { existsSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../conformance/package-root.ts'

/** The instructions of a Dockerfile, each in one line. */
function instructionsOf(text: string): readonly { readonly name: string; readonly rest: string }[] {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
      return { name, rest }
    })
}

const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8')

describe('the Dockerfile', () => {
  const instructions = instructionsOf(read('Dockerfile'))
  const restOf = (name: string) => instructions.filter((one) => one.name === name).map(({ rest }) => rest)
  const ignored = read('.dockerignore').split('\n').filter(Boolean)

  it('has instructions that Docker knows', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'ENTRYPOINT', 'CMD']
    expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([])
  })

  it('copies files that exist and are not ignored', () => {
    const sources = restOf('COPY')
      .filter((rest) => !rest.startsWith('--from='))
      .flatMap((rest) => rest.split(' ').slice(0, -1))
    expect(sources).toContain('package-lock.json')
    expect(sources.filter((source) => !existsSync(join(packageRoot, source)))).toEqual([])
    expect(sources.filter((source) => ignored.some((glob) => matchesGlob(source, glob)))).toEqual([])
  })

  it('ignores nothing that is packed', () => {
    const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] }
    const packed = files.filter((file) => !file.startsWith('!') && file !== 'dist')
    expect(packed.filter((file) => ignored.some((glob) => matchesGlob(file, glob)))).toEqual([])
  })

  it('names a version of each base image, and runs the command as a user without rights', () => {
    expect(restOf('FROM').filter((rest) => !/^\S+:[\w.-]*\d[\w.-]*(?: AS \w+)?$/.test(rest))).toEqual([])
    const users = instructions.filter(({ name }) => ['USER', 'ENTRYPOINT'].includes(name))
    expect(users).toEqual([
      { name: 'USER', rest: 'node' },
      { name: 'ENTRYPOINT', rest: '["cwc"]' },
    ])
  })
})
