/** The environment of a process. The type of Node would have to be installed beside the package. */
export type Environment = Readonly<Record<string, string | undefined>>
