import { describe, expect, it } from 'vitest'
import { compilerErrors } from './compiler-errors.ts'

/** The output of Maven around the errors. */
const before = [
  '[INFO] --- scala-maven-plugin:4.9.2:compile (default) @ spark-driver ---',
  '[INFO] Compiling 2 source files to /build/project/target/classes at 1795885294508',
]
const after = [
  'org.apache.commons.exec.ExecuteException: Process exited with an error: 1 (Exit value: 1)',
  '    at scala_maven.ScalaCompileMojo.execute (ScalaCompileMojo.java:108)',
  '[INFO] BUILD FAILURE',
  '[ERROR] Failed to execute goal net.alchim31.maven:scala-maven-plugin:4.9.2:compile (default): scala compilation failed -> [Help 1]',
  '[ERROR] ',
  '[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.',
]

describe('the errors of a compiler in the output of Maven', () => {
  it('are shown with file, line and source when scalac prints them, without the warnings between', () => {
    const output = [
      ...before,
      '[ERROR] /build/project/src/main/scala/query/Broken.scala:3: error: type mismatch;',
      '[ERROR]  found   : String("text")',
      '[ERROR]  required: Int',
      '[ERROR]   val number: Int = "text"',
      '[ERROR]                     ^',
      '[WARNING] /build/project/src/main/scala/query/Gate.scala:68: warning: an identifier will become a keyword',
      '[WARNING]   def give(given: Command): Unit',
      '[ERROR] /build/project/src/main/scala/query/Broken.scala:4: error: not found: value missing',
      '[ERROR]   val unknown = missing',
      '[ERROR]                 ^',
      '[ERROR] two errors found',
      ...after,
    ]
    expect(compilerErrors(output, '/build/project')).toEqual([
      'src/main/scala/query/Broken.scala:3: error: type mismatch;\n' +
        ' found   : String("text")\n required: Int\n  val number: Int = "text"\n                    ^',
      'src/main/scala/query/Broken.scala:4: error: not found: value missing\n  val unknown = missing\n                ^',
    ])
  })

  it('are shown once when Maven repeats those of javac', () => {
    const error = [
      '[ERROR] /build/project/src/main/java/Broken.java:[3,5] cannot find symbol',
      '[ERROR]   symbol:   class Missing',
    ]
    const output = [...before, '[ERROR] COMPILATION ERROR : ', ...error, ...after, ...error, '[ERROR] -> [Help 1]']
    expect(compilerErrors(output, '/build/project')).toEqual([
      'src/main/java/Broken.java:[3,5] cannot find symbol\n  symbol:   class Missing',
    ])
  })

  it('are counted after the tenth', () => {
    const output = Array.from({ length: 12 }, (_, i) => `[ERROR] /p/A.scala:${i + 1}: error: not found: value x`)
    const shown = compilerErrors(output, '/p')
    expect(shown).toHaveLength(11)
    expect(shown[10]).toBe('… and 2 more')
  })

  it('are none when Maven fails for another reason', () => {
    expect(compilerErrors(['[ERROR] no route to host', ...after], '/build/project')).toEqual([])
  })
})
