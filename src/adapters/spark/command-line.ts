import { delimiter, join } from 'node:path'
import { type Master, masterWord } from './master.ts'

/** Parts of the JDK that Spark reaches into, as its own launcher opens them. */
const opened = [
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

/** The driver that is to be started. */
export interface DriverStart {
  /** Where it was built. */
  readonly folder: string
  /** What it is to speak for. */
  readonly edition: string
  /** The jars of an installed Spark. */
  readonly jars: string | undefined
  /** Where its tasks run. */
  readonly master: Master
}

/** The arguments for `java` that start the driver. */
export function driverArguments({ folder, edition, jars, master }: DriverStart): readonly string[] {
  const installed = jars === undefined ? [] : [join(jars, '*')]
  return [
    // Small heap, few cores: the simplest collector starts and answers fastest.
    '-XX:+UseSerialGC',
    '-Xmx1g',
    '-XX:-UsePerfData',
    '-XX:+ExitOnOutOfMemoryError',
    // The JVM's own warnings would go to standard output, which belongs to the protocol.
    '-Xlog:disable',
    '-Xlog:all=warning:stderr',
    '-Dfile.encoding=UTF-8',
    `-Dconformance.edition=${edition}`,
    `-Dconformance.master=${masterWord(master)}`,
    ...opened.map((part) => `--add-opens=${part}=ALL-UNNAMED`),
    '-cp',
    [join(folder, 'driver.jar'), join(folder, 'jars', '*'), ...installed].join(delimiter),
    'org.apache.spark.sql.execution.streaming.continuous.conformance.protocol.Main',
  ]
}

/** The environment of the driver: none of the variables by which an installed Spark would be pointed elsewhere. */
export function driverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^SPARK_/.test(name)))
}
