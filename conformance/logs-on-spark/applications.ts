import { dirname } from 'node:path'

/** The names that Spark and its cluster managers give applications: YARN, a standalone master, local mode, Kubernetes. */
const ids = /(?<![\w-])(application_\d+_\d+|app-\d{14}-\d+|local-\d{13}|spark-[\da-f]{32})(?![\da-z])/

/**
 * The application whose log the file is, by its path: the id in the path, else the folder. Grouping reads no file, because a file
 * of an executor does not say whose it is.
 */
export function applicationOf(path: string): string {
  return ids.exec(path)?.[1] ?? dirname(path)
}

/** The numbers of the paths by application: applications in the order of the paths. */
export function groupByApplication(paths: readonly string[]): readonly (readonly number[])[] {
  return [...Map.groupBy(paths.keys(), (at) => applicationOf(paths[at] ?? '')).values()]
}
