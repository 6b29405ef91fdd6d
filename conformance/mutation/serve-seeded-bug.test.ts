import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { seededBugs } from './seeded-bugs/all.ts'

const script = join(packageRoot, 'conformance/mutation/serve-seeded-bug.ts')

function serveBug(args: readonly string[], ...lines: readonly object[]) {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    input,
    encoding: 'utf8',
  })
  return {
    status,
    answers: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    stderr,
  }
}

const request = (id: number, method: string, params: object) => ({ jsonrpc: '2.0', id, method, params })

describe('serve-seeded-bug', () => {
  it('serves the seeded bug of that id over the driver protocol', () => {
    const setup = { partitions: 2, epochCoordinatorId: 'run--1', coordinator: 'answers', writer: 'Sink' }
    const { status, answers, stderr } = serveBug(
      ['operator-waits-for-last-started'],
      request(1, 'initialize', { protocol: 1, kit: '0.2.0' }),
      request(2, 'open', { role: 'operator', setup }),
      request(3, 'apply', { actions: [{ kind: 'execute' }, { kind: 'finish-task', partition: 1 }] }),
      request(4, 'apply', { actions: [{ kind: 'finish-task', partition: 1 }] }),
      request(5, 'shutdown', {}),
    )
    expect(answers[0].result).toMatchObject({
      implementation: { name: 'operator-waits-for-last-started' },
      edition: 'document',
      roles: ['operator'],
    })
    // The bug: the operator returns while the task of partition 0 still runs.
    expect(answers[2].result.steps[1]).toEqual([{ kind: 'returned', actor: 'operator', partitions: 0 }])
    expect(answers[3].error).toMatchObject({ code: -32602, message: 'no task of partition 1 is running' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it.each([[[]], [['nobody']], [['coordinator-goes-back', 'now']]])(
    'lists the seeded bugs, and exits with 2, if the id is missing or unknown: %j',
    (args: readonly string[]) => {
      const { status, answers, stderr } = serveBug(args)
      expect({ status, answers }).toEqual({ status: 2, answers: [] })
      for (const { id, name } of seededBugs) expect(stderr).toContain(`  ${id}: ${name}`)
      if (args.length > 0) expect(stderr).toContain(`"${args.join(' ')}": not the id of a seeded bug`)
    },
  )
})
