import { describe, expect, it } from 'vitest'
import { wordsOfCommand } from './words-of-command.ts'

describe('the words of a command', () => {
  it.each([
    ['hdfs dfs', ['hdfs', 'dfs']],
    ['  hadoop fs  -fs s3a://bucket ', ['hadoop', 'fs', '-fs', 's3a://bucket']],
    [`hdfs --config '/etc/my conf' dfs`, ['hdfs', '--config', '/etc/my conf', 'dfs']],
    [`hdfs dfs "-Da.b=c d" ''`, ['hdfs', 'dfs', '-Da.b=c d', '']],
    [`-Dname='a "b" c'`, ['-Dname=a "b" c']],
    ['sh $HOME `id` a\\b', ['sh', '$HOME', '`id`', 'a\\b']],
  ])('are those of %s', (command, words) => {
    expect(wordsOfCommand('--via', command)).toEqual(words)
  })

  it.each([
    ['', "--via: no command (a command such as 'hdfs dfs' is wanted)"],
    [' \t', "--via: no command (a command such as 'hdfs dfs' is wanted)"],
    [`hdfs 'dfs`, '--via: a quote has no end (its second one is wanted)'],
    [`hdfs d"fs -x`, '--via: a quote has no end (its second one is wanted)'],
  ])('are wanted: "%s" is refused', (command, message) => {
    expect(() => wordsOfCommand('--via', command)).toThrow(message)
  })
})
