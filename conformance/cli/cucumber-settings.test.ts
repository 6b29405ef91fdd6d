import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-cucumber-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('A run with settings of cucumber in its environment sends nothing to a server, and has its own verdict.', async () => {
  const calls: string[] = []
  const server = createServer(({ url = '' }, response) => {
    calls.push(url)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const profile = join(folder, 'cucumber.json')
  writeFileSync(profile, '{ "default": { "publish": true, "tags": "@none", "paths": ["none.feature"] } }')
  const env = {
    ...process.env,
    CUCUMBER_PUBLISH_ENABLED: 'true',
    CUCUMBER_PUBLISH_TOKEN: 'a-token',
    CUCUMBER_PUBLISH_URL: address,
    CUCUMBER_PUBLISH_QUIET: 'false',
    CUCUMBER_PROFILES: 'none',
    CUCUMBER_CONFIG: profile,
    http_proxy: address,
    https_proxy: address,
  }
  const ended = await cwc(['run', '--requirement', 'OP-5'], { env })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(calls).toEqual([])
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('conforms to edition document') })
})
