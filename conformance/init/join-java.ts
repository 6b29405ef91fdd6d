const anImport = /^import .*;\n/gm

/** One source file of several: the imports of all come first, and then their classes in the order given. */
export function joinJava(sources: readonly string[]): string {
  const imports = sources.flatMap((source) => source.match(anImport) ?? [])
  const bodies = sources.map((source) => source.replaceAll(anImport, '').trim())
  return `${[[...new Set(imports)].sort().join('').trimEnd(), ...bodies].join('\n\n')}\n`
}
