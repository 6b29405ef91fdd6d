import { execFile } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { SparkUnavailable } from './unavailable.ts'

/** The oldest Java that runs the driver. */
export const oldestJava = 17

const getJava = `Install a JDK ${oldestJava} or newer, and put it in PATH or set JAVA_HOME to its directory.`

/** Finds a program in the folder that the variable names, else in PATH. */
function find(name: string, home: string, env: NodeJS.ProcessEnv): string | undefined {
  const from = env[home]
  const folders = from ? [join(from, 'bin')] : (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, name)).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

const inHome = (home: string, env: NodeJS.ProcessEnv): string => (env[home] ? ` (${home} is ${env[home]})` : '')

/** Finds the Java for the driver, and checks that it is new enough, and not too new for the release. */
export async function findJava(env: NodeJS.ProcessEnv, signal?: AbortSignal, newest?: number): Promise<string> {
  const java = find(process.platform === 'win32' ? 'java.exe' : 'java', 'JAVA_HOME', env)
  if (java === undefined) {
    throw new SparkUnavailable('no-java', `There is no java${inHome('JAVA_HOME', env)}. ${getJava}`)
  }
  const major = javaMajor(await settingsOf(java, env, signal))
  if (major === undefined) throw new SparkUnavailable('no-java', `${java} prints no version. ${getJava}`)
  if (major < oldestJava) throw new SparkUnavailable('java-too-old', `${java} is Java ${major}. ${getJava}`)
  if (newest !== undefined && major > newest) {
    const wanted = `This release of Spark runs on Java ${oldestJava} to ${newest}; set JAVA_HOME to such a JDK.`
    throw new SparkUnavailable('java-too-new', `${java} is Java ${major}. ${wanted}`)
  }
  return java
}

async function settingsOf(java: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  try {
    const options = { env, encoding: 'utf8', ...(signal && { signal }) } as const
    return (await promisify(execFile)(java, ['-XshowSettings:properties', '-version'], options)).stderr
  } catch (cause) {
    signal?.throwIfAborted()
    throw new SparkUnavailable('no-java', `${java} cannot be run. ${getJava}`, { cause })
  }
}

/** The major version in the output of `java -XshowSettings:properties -version`; before Java 9 it follows `1.`. */
export function javaMajor(settings: string): number | undefined {
  const major = /java\.specification\.version = (?:1\.)?(\d+)/.exec(settings)?.[1]
  return major === undefined ? undefined : Number(major)
}

/** Finds the Maven that builds the driver. */
export function findMaven(env: NodeJS.ProcessEnv): string {
  const maven = find('mvn', 'MAVEN_HOME', env)
  if (maven !== undefined) return maven
  throw new SparkUnavailable(
    'no-maven',
    `There is no mvn${inHome('MAVEN_HOME', env)}, which builds the driver and fetches Spark. ` +
      'Install Apache Maven 3.6 or newer, and put it in PATH or set MAVEN_HOME to its directory.',
  )
}
