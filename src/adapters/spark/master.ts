import type { Environment } from '../environment.ts'

/** Where Spark runs its tasks: `url` is a master URL of Spark, or `standalone`. */
export type Master =
  | { readonly kind: 'local' }
  /** A master and workers that the driver starts: in its own JVM (`local-cluster[…]`), or each in a JVM of its own. */
  | { readonly kind: 'local-cluster' | 'standalone'; readonly url: string }
  /** An existing cluster. */
  | { readonly kind: 'url'; readonly url: string; readonly host: string }

export const masterForms = 'local, local-cluster[WORKERS,CORES,MEGABYTES], standalone, or spark://HOST:PORT'

/** The smallest heap with which Spark starts an executor. */
const leastMegabytes = 450

/** Returns the master that the text names, or the reason why it names none. */
export function readMaster(text: string): Master | string {
  if (text === 'local') return { kind: 'local' }
  if (text === 'standalone') return { kind: 'standalone', url: text }
  const [, workers, cores, megabytes] = /^local-cluster\[ *(\d{1,6}) *, *(\d{1,6}) *, *(\d{1,6}) *\]$/.exec(text) ?? []
  if (workers !== undefined) {
    if (Number(workers) === 0 || Number(cores) === 0) return `${text}: at least one worker with one core is wanted`
    if (Number(megabytes) < leastMegabytes) return `${text}: an executor of Spark wants at least ${leastMegabytes} MB`
    return { kind: 'local-cluster', url: `local-cluster[${workers},${cores},${megabytes}]` }
  }
  const [, host, port] = /^spark:\/\/([\w.-]+):(\d{1,5})$/.exec(text) ?? []
  if (host !== undefined) {
    const isPort = Number(port) >= 1 && Number(port) <= 65_535
    return isPort ? { kind: 'url', url: text, host } : `${text}: the port is a number from 1 to 65535`
  }
  return `unknown master "${text}": it is ${masterForms}`
}

/** The master as the driver reads it. */
export function masterWord(master: Master): string {
  return master.kind === 'local' ? master.kind : master.url
}

/** The variables that the master adds to the driver's environment; executors take their jars from `jars` in `home`. */
export function masterEnvironment(master: Master, home: string): Environment {
  // Everything that the driver starts listens on loopback only.
  const loopback = { SPARK_LOCAL_IP: '127.0.0.1' }
  switch (master.kind) {
    case 'local':
      return {}
    case 'local-cluster':
    case 'standalone':
      return { ...loopback, SPARK_HOME: home }
    case 'url':
      return /^(?:localhost|127\..*)$/.test(master.host) ? loopback : {}
  }
}
