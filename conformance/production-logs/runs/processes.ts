// A file may have the lines of several processes. Each is judged as if it had a file of its own.

/** The name under which a process of a file is judged. */
export const processIn = (file: string, source: string): string => `${file}\0${source}`

/** The file that has the lines of a process. */
export const fileOfProcess = (name: string): string => name.split('\0', 1)[0] ?? ''

/** The process for a reader: `all.log [pod/driver]`. */
export const nameOfProcess = (name: string): string => name.replace(/\0(.*)$/s, ' [$1]')

/** The same data, with the file of each place (`{ file, line }`), also where it is that of a process. */
export const withoutProcesses = <Data>(data: Data): Data => plain(data) as Data

function plain(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) return data.map(plain)
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      key === 'file' && typeof value === 'string' ? fileOfProcess(value) : plain(value),
    ]),
  )
}
