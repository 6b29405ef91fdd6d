import { dirname, join, relative } from 'node:path'
import type { Project } from 'ts-morph'

/** An import that runs against the arrows of ARCHITECTURE.md. */
export interface LayerViolation {
  /** `src/reference/model.ts:3`, relative to the repository. */
  readonly place: string
  readonly message: string
}

/** A room, by the folder that it is, and the rooms and packages that it may import from. Its own files it always may. */
interface Room {
  readonly folder: string
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
}

const outside = ['src/contract', 'src/reference', 'src/adapters'] as const
const inside = [
  'conformance',
  'conformance/requirements',
  'conformance/assertions',
  'conformance/gherkin',
  'conformance/oracle',
] as const

/** What generated checks are made of, each from those before it. */
const generated = [
  'conformance/state-space',
  'conformance/properties',
  'conformance/explore',
  'conformance/shrinking',
] as const

/** The longest of these folders that a file lies in is its room. Tests and their fixtures may import more: they are not looked at. */
const rooms: readonly Room[] = [
  { folder: 'src/contract', rooms: [], packages: ['zod'] },
  { folder: 'src/reference', rooms: ['src/contract'], packages: [] },
  { folder: 'src/adapters', rooms: ['src/contract'], packages: ['zod', 'node:'] },
  { folder: 'src/adapters/reference', rooms: ['src/adapters', 'src/contract', 'src/reference'], packages: [] },
  { folder: 'src', rooms: [...outside, 'src/adapters/reference'], packages: [] },
  { folder: 'conformance', rooms: [], packages: ['node:'] },
  { folder: 'scripts/layers', rooms: [], packages: ['node:', 'ts-morph'] },
  { folder: 'conformance/requirements', rooms: ['src/contract', 'src/reference'], packages: ['node:'] },
  { folder: 'conformance/assertions', rooms: ['src/contract', 'src/adapters'], packages: [] },
  {
    folder: 'conformance/gherkin',
    rooms: ['conformance/assertions', 'src/contract', 'src/adapters'],
    packages: [],
  },
  {
    folder: 'conformance/oracle',
    rooms: [
      'conformance/requirements',
      'conformance/assertions',
      'conformance/gherkin',
      'src/contract',
      'src/reference',
      'src/adapters',
    ],
    packages: [],
  },
  { folder: 'conformance/state-space', rooms: ['src/contract', 'src/reference'], packages: [] },
  {
    folder: 'conformance/properties',
    rooms: ['src/contract', 'src/reference', 'conformance/state-space'],
    packages: [],
  },
  {
    folder: 'conformance/explore',
    rooms: [...outside, 'conformance/state-space', 'conformance/properties'],
    packages: ['node:'],
  },
  { folder: 'conformance/shrinking', rooms: [...outside, ...inside, ...generated], packages: [] },
  { folder: 'conformance/audit', rooms: [...outside, ...inside, ...generated], packages: [] },
  { folder: 'conformance/generated', rooms: [...outside, ...inside, ...generated], packages: ['fast-check'] },
  { folder: 'conformance/smoke', rooms: [...outside, 'conformance'], packages: ['node:', 'zod'] },
  {
    folder: 'conformance/mutation',
    rooms: [
      ...outside,
      ...inside,
      ...generated,
      'src/adapters/reference',
      'conformance/suite',
      'conformance/generated',
      'conformance/cli',
    ],
    packages: ['node:'],
  },
  { folder: 'conformance/suite', rooms: [...outside, ...inside], packages: ['node:', '@cucumber/'] },
  {
    folder: 'conformance/report',
    rooms: [...outside, ...inside, ...generated, 'conformance/suite', 'conformance/generated'],
    packages: ['node:', 'cli-table3'],
  },
  {
    folder: 'conformance/matrix',
    rooms: [...outside, ...inside, 'conformance/suite', 'conformance/report'],
    packages: ['node:', 'cli-table3'],
  },
  {
    folder: 'conformance/cli',
    rooms: [
      ...outside,
      ...inside,
      ...generated,
      'src/adapters/reference',
      'conformance/suite',
      'conformance/generated',
      'conformance/audit',
      'conformance/report',
      'conformance/matrix',
      'conformance/smoke',
    ],
    packages: ['node:', 'commander', 'zod'],
  },
  {
    folder: 'features',
    rooms: ['conformance/suite', 'conformance/assertions', 'conformance/gherkin', 'src/contract', 'src/adapters'],
    packages: ['@cucumber/'],
  },
]

/** Every import of the project that is against the arrows. */
export function findLayerViolations(project: Project, root: string): readonly LayerViolation[] {
  return project.getSourceFiles().flatMap((file) => {
    const path = relative(root, file.getFilePath())
    const room = roomOf(path)
    if (room === undefined || isOfTests(path)) return []
    return file.getImportDeclarations().flatMap((declaration): readonly LayerViolation[] => {
      const specifier = declaration.getModuleSpecifierValue()
      if (declaration.isTypeOnly() && !specifier.startsWith('.')) return []
      const fault = faultOf(room, path, specifier)
      return fault === undefined ? [] : [{ place: `${path}:${declaration.getStartLineNumber()}`, message: fault }]
    })
  })
}

const isOfTests = (path: string) => path.endsWith('.test.ts') || path.includes('/fixtures/')

function faultOf(room: Room, path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    const known = room.packages.some(
      (name) =>
        specifier === name || specifier.startsWith(name.endsWith(':') || name.endsWith('/') ? name : `${name}/`),
    )
    return known ? undefined : `${room.folder} does without the package ${specifier}`
  }
  const target = join(dirname(path), specifier)
  const other = roomOf(target)
  if (other === undefined || other.folder === room.folder || room.rooms.includes(other.folder)) return undefined
  return `${room.folder} may not import from ${other.folder} (${target})`
}

function roomOf(path: string): Room | undefined {
  return rooms
    .filter(({ folder }) => path.startsWith(`${folder}/`))
    .toSorted((one, other) => other.folder.length - one.folder.length)[0]
}
