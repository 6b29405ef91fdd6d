import { describe, expect, it } from 'vitest'
import { progressOf } from './maven.ts'
import { javaMajor } from './tools.ts'

describe('the progress of a Maven run', () => {
  it.each([
    ['Downloading from central: https://repo.example/org/x/x/1.0/x-1.0.jar', 'downloading x-1.0.jar'],
    ['[INFO] Downloading from central: https://repo.example/org/x/x/1.0/x-1.0.jar', 'downloading x-1.0.jar'],
    ['[INFO] --- scala-maven-plugin:4.9.2:compile (default) @ spark-driver ---', 'maven: scala compile'],
    ['[INFO] --- maven-jar-plugin:3.4.2:jar (default-jar) @ spark-driver ---', 'maven: jar jar'],
    ['[INFO] --- jar:3.4.2:jar (default-jar) @ spark-driver ---', 'maven: jar jar'],
    ['Downloading from central: https://repo.example/org/x/x/1.0/x-1.0.pom', undefined],
    ['[INFO] BUILD SUCCESS', undefined],
  ])('the progress of the line %s', (line, told) => expect(progressOf(line)).toBe(told))
})

describe('the version of a Java', () => {
  it.each([
    ['    java.specification.version = 17\n', 17],
    ['    java.specification.version = 1.8\n', 8],
    ['nonsense', undefined],
  ])('the major version in %j', (settings, major) => expect(javaMajor(settings)).toBe(major))
})
