import { join } from 'node:path'
import { ModuleKind, ModuleResolutionKind, Project } from 'ts-morph'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../conformance/package-root.ts'
import { findLayerViolations } from './layers.ts'

function project(): Project {
  return new Project({
    compilerOptions: { module: ModuleKind.Preserve, moduleResolution: ModuleResolutionKind.Bundler },
    skipFileDependencyResolution: true,
  })
}

describe('the layers of the kit', () => {
  it('all run the way that ARCHITECTURE.md draws them', () => {
    const sources = project()
    sources.addSourceFilesAtPaths(
      ['src', 'conformance', 'features'].map((folder) => join(packageRoot, folder, '**/*.ts')),
    )
    expect(sources.getSourceFiles().length).toBeGreaterThan(50)
    expect(findLayerViolations(sources, packageRoot)).toEqual([])
  })

  it('are seen to be wrong when the model imports from the kit, or anything at all from outside', () => {
    const sources = project()
    sources.createSourceFile(
      join(packageRoot, 'src/reference/spoilt.ts'),
      "import { check } from '../../conformance/assertions/expectation.ts'\nimport { z } from 'zod'\nexport const x = [check, z]",
    )
    expect(findLayerViolations(sources, packageRoot)).toEqual([
      {
        place: 'src/reference/spoilt.ts:1',
        message: 'src/reference may not import from conformance/assertions (conformance/assertions/expectation.ts)',
      },
      { place: 'src/reference/spoilt.ts:2', message: 'src/reference does without the package zod' },
    ])
  })
})
