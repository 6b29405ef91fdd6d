import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ModuleKind, ModuleResolutionKind, Project } from 'ts-morph'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../conformance/package-root.ts'
import { withLayerTable } from './layer-table.ts'
import { findLayerViolations } from './layers.ts'

function project(): Project {
  return new Project({
    compilerOptions: { module: ModuleKind.Preserve, moduleResolution: ModuleResolutionKind.Bundler },
    skipFileDependencyResolution: true,
  })
}

/** The violations in a file of this path and text. */
function violationsIn(path: string, text: string) {
  const sources = project()
  sources.createSourceFile(join(packageRoot, path), text)
  return findLayerViolations(sources, packageRoot)
}

describe('the layer rule', () => {
  it('holds for every import of the project', () => {
    const sources = project()
    sources.addSourceFilesAtPaths(
      ['api', 'src', 'conformance', 'bench', 'scripts'].map((folder) => join(packageRoot, folder, '**/*.ts')),
    )
    expect(sources.getSourceFiles().length).toBeGreaterThan(50)
    expect(findLayerViolations(sources, packageRoot)).toEqual([])
  })

  it('is broken by a model that imports from the kit, or a package', () => {
    const text = [
      "import { check } from '../../conformance/assertions/expectation.ts'",
      "import { z } from 'zod'",
      'export const x = [check, z]',
    ]
    expect(violationsIn('src/reference/mutant.ts', text.join('\n'))).toEqual([
      {
        place: 'src/reference/mutant.ts:1',
        message: 'src/reference may not import from conformance/assertions (conformance/assertions/expectation.ts)',
      },
      { place: 'src/reference/mutant.ts:2', message: 'src/reference may not import the package zod' },
    ])
  })

  it('is broken by an import of a command', () => {
    expect(violationsIn('conformance/matrix/x.ts', "import { main } from '../cli/main.ts'\nexport { main }")).toEqual([
      {
        place: 'conformance/matrix/x.ts:1',
        message: 'conformance/matrix may not import from conformance/cli (conformance/cli/main.ts)',
      },
    ])
  })

  it('is broken by a command that imports another command', () => {
    expect(violationsIn('conformance/cli/actions/x.ts', "import { run } from './run.ts'\nexport { run }")).toEqual([
      {
        place: 'conformance/cli/actions/x.ts:1',
        message: 'one command may not import another (conformance/cli/actions/run.ts)',
      },
    ])
  })

  it('is what the table in ARCHITECTURE.md says (`npm run layers` writes it)', () => {
    const text = readFileSync(join(packageRoot, 'ARCHITECTURE.md'), 'utf8')
    expect(withLayerTable(text)).toBe(text)
  })
})
