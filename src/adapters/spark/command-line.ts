import { delimiter, join, resolve } from 'node:path'
import { type Master, masterWord } from './master.ts'

/** The packages of the JDK that Spark uses by reflection; its own launcher opens the same ones. */
export const opened = [
  'java.base/java.lang',
  'java.base/java.lang.invoke',
  'java.base/java.lang.reflect',
  'java.base/java.io',
  'java.base/java.net',
  'java.base/java.nio',
  'java.base/java.util',
  'java.base/java.util.concurrent',
  'java.base/java.util.concurrent.atomic',
  'java.base/jdk.internal.ref',
  'java.base/sun.nio.ch',
  'java.base/sun.nio.cs',
  'java.base/sun.security.action',
  'java.base/sun.util.calendar',
  'java.security.jgss/sun.security.krb5',
]

/** How to start the driver. */
export interface DriverStart {
  /** The folder of the build. */
  readonly folder: string
  /** The edition that it names in `initialize`. */
  readonly edition: string
  /** The folder with the jars of an installed Spark, if one is used. */
  readonly jars: string | undefined
  /** Where tasks run. */
  readonly master: Master
  /** Jars of the user, behind those of Spark. */
  readonly classPath?: readonly string[] | undefined
  /** How often a task is tried; 1 if left out. */
  readonly taskAttempts?: number | undefined
}

/** The arguments for `java` that start the driver. */
export function driverArguments({
  folder,
  edition,
  jars,
  master,
  classPath = [],
  taskAttempts,
}: DriverStart): readonly string[] {
  const attempts = taskAttempts === undefined ? [] : [`-Dconformance.task-attempts=${taskAttempts}`]
  // Executors have a class path and a working folder of their own.
  const ofUser =
    classPath.length === 0 ? [] : [`-Dconformance.jars-of-user=${classPath.map((jar) => resolve(jar)).join(delimiter)}`]
  const installed = jars === undefined ? [] : [join(jars, '*')]
  return [
    // With a small heap and few cores, the simplest collector is the fastest.
    '-XX:+UseSerialGC',
    '-Xmx1g',
    '-XX:-UsePerfData',
    '-XX:+ExitOnOutOfMemoryError',
    // By default the JVM prints its warnings on standard output, which belongs to the protocol.
    '-Xlog:disable',
    '-Xlog:all=warning:stderr',
    '-Dfile.encoding=UTF-8',
    `-Dconformance.edition=${edition}`,
    `-Dconformance.master=${masterWord(master)}`,
    ...attempts,
    ...ofUser,
    ...opened.map((part) => `--add-opens=${part}=ALL-UNNAMED`),
    '-cp',
    [join(folder, 'driver.jar'), join(folder, 'jars', '*'), ...installed, ...classPath].join(delimiter),
    'org.apache.spark.sql.execution.streaming.continuous.conformance.protocol.Main',
  ]
}

/** The environment of the driver: without SPARK_* variables, which would redirect Spark to another installation. */
export function driverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^SPARK_/.test(name)))
}
