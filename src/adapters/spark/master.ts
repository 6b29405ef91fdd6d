/** Where Spark runs its tasks, in Spark's own words for it, and `standalone`. */
export type Master =
  | { readonly kind: 'local' }
  /** Spark's own master and workers, made for the driver: in its JVM (`local-cluster[…]`), or each in one of its own. */
  | { readonly kind: 'local-cluster' | 'standalone'; readonly url: string }
  /** A cluster that is there. */
  | { readonly kind: 'url'; readonly url: string; readonly host: string }

export const masterForms = 'local, local-cluster[WORKERS,CORES,MEGABYTES], standalone, or spark://HOST:PORT'

/** What an executor's heap has to have for Spark to start it. */
const leastMegabytes = 450

/** The master that is meant; or, as text, why there is none. */
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

/** The word for it that the JVM program understands. */
export function masterWord(master: Master): string {
  return master.kind === 'local' ? master.kind : master.url
}

/** What the driver's environment says of it; `home` is the folder with the `jars` of executors that it starts. */
export function masterEnvironment(master: Master, home: string): NodeJS.ProcessEnv {
  // All that is started here listens on loopback only.
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
