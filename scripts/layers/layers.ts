import { basename, dirname, join, relative } from 'node:path'
import type { Project } from 'ts-morph'
import { type Layer, layers } from './layer-rule.ts'

/** An import that the layer rule forbids. */
export interface LayerViolation {
  /** `src/reference/model.ts:3`, relative to the repository. */
  readonly place: string
  readonly message: string
}

/** Every import in the project that the layer rule forbids. */
export function findLayerViolations(project: Project, root: string): readonly LayerViolation[] {
  return project.getSourceFiles().flatMap((file) => {
    const path = relative(root, file.getFilePath())
    const layer = layerOf(path)
    if (layer === undefined || isOfTests(path)) return []
    return file.getImportDeclarations().flatMap((declaration): readonly LayerViolation[] => {
      const specifier = declaration.getModuleSpecifierValue()
      if (declaration.isTypeOnly() && !specifier.startsWith('.')) return []
      const fault = faultOf(layer, path, specifier)
      return fault === undefined ? [] : [{ place: `${path}:${declaration.getStartLineNumber()}`, message: fault }]
    })
  })
}

const isOfTests = (path: string) => path.endsWith('.test.ts') || path.includes('/fixtures/')

function faultOf(layer: Layer, path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    const known = layer.packages.some(
      (name) =>
        specifier === name || specifier.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`),
    )
    return known ? undefined : `${layer.folder} may not import the package ${specifier}`
  }
  const target = join(dirname(path), specifier)
  if (isOfCommand(path) && isOfCommand(target) && basename(path) !== basename(target)) {
    return `one command may not import another (${target})`
  }
  const other = layerOf(target)
  if (other === undefined || other.folder === layer.folder || layer.imports.includes(other.folder)) return undefined
  return `${layer.folder} may not import from ${other.folder} (${target})`
}

/** Commands and what they run have a file each; what they share stands in `conformance/cli` itself. */
const isOfCommand = (path: string) =>
  /^conformance\/cli\/(?:commands|actions)\/(?!command-context|driver-options)/.test(path)

function layerOf(path: string): Layer | undefined {
  return layers
    .filter(({ folder }) => path.startsWith(`${folder}/`))
    .toSorted((one, other) => other.folder.length - one.folder.length)[0]
}
