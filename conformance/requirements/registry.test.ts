import { describe, expect, it } from 'vitest'
import { editionNames, editions, sparkEditions } from '../../src/reference/editions.ts'
import { deviations } from './deviations.ts'
import { editionOf } from './edition.ts'
import { notRequirements, requirementById, requirements } from './registry.ts'
import { describeBasis, observed, observedIn, type SentenceRef } from './requirement.ts'
import { rest, section } from './section.ts'
import { sentencesOf } from './sentences.ts'

const refs = [...requirements, ...notRequirements].flatMap(({ sources }) => sources)
const placeOf = ({ page, section, sentence }: SentenceRef) => `${page} / ${section} / ${sentence}`

describe('requirements', () => {
  it('have ids of their own, which begin with the short name of their page', () => {
    const ids = requirements.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^(?:OP|PL|RDD|EC|REF|ET|CE)-[1-9]\d*$/)
  })

  it('say one sentence each, ended by a full stop, and their intent in one line', () => {
    for (const { id, says, intent } of requirements) {
      expect(
        sentencesOf(says).map(({ text }) => text),
        id,
      ).toEqual([says])
      expect(says, id).toMatch(/\.$/)
      expect(intent, id).toMatch(/^[^\n]+\.$/)
    }
  })

  it('are seen by events, each named once, unless they are untestable with a reason', () => {
    for (const requirement of requirements) {
      expect(new Set(requirement.seenBy).size, requirement.id).toBe(requirement.seenBy.length)
      if (requirement.level === 'untestable') expect(requirement.reason, requirement.id).toMatch(/\.$/)
      else expect(requirement.seenBy.length, requirement.id).toBeGreaterThan(0)
    }
  })

  it('rest on editions that exist, and never on the document by observation', () => {
    const bases = requirements.flatMap(({ basis }) => (basis.kind === 'observed' ? basis.in : []))
    expect(editionNames).toEqual(expect.arrayContaining([...new Set(bases)]))
    expect(bases).not.toContain('document')
  })

  it('are found by id, and asked for a wrong one the registry names the nearest', () => {
    expect(requirementById('OP-1').id).toBe('OP-1')
    expect(() => requirementById('OP-999')).toThrow(/^there is no requirement "OP-999" \(known are OP-1 to OP-\d+\)$/)
    expect(() => requirementById('X')).toThrow(/^there is no requirement "X" \(ids begin with OP-, PL-, .*, CE-\)$/)
  })
})

describe('sources', () => {
  it('are well-formed', () => {
    for (const ref of refs) {
      expect(ref.page).toMatch(/^\w+\.md$/)
      expect(ref.section).toMatch(/^\S(?:.*\S)?$/)
      expect(ref.sentence).toBeGreaterThan(0)
      expect(ref.sha256, placeOf(ref)).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  it('have one digest per place', () => {
    for (const [place, same] of Map.groupBy(refs, placeOf)) {
      expect(new Set(same.map(({ sha256 }) => sha256)).size, place).toBe(1)
    }
  })

  it('leave no sentence out: each section is listed from its first sentence to its last', () => {
    const sections = Map.groupBy(refs, ({ page, section }) => `${page} / ${section}`)
    for (const [place, own] of sections) {
      const numbers = [...new Set(own.map(({ sentence }) => sentence))].sort((a, b) => a - b)
      expect(numbers, place).toEqual(numbers.map((_, n) => n + 1))
    }
  })

  it('are named once by each requirement', () => {
    for (const { id, sources } of requirements) expect(new Set(sources.map(placeOf)).size, id).toBe(sources.length)
  })

  it('are either of requirements or of none, and not listed as none twice', () => {
    const required = new Set(requirements.flatMap(({ sources }) => sources.map(placeOf)))
    const none = notRequirements.flatMap(({ sources }) => sources.map(placeOf))
    expect(none.filter((place) => required.has(place))).toEqual([])
    expect(none.filter((place, n) => none.indexOf(place) !== n)).toEqual([])
  })
})

describe('section', () => {
  const places = section({ page: 'A.md', section: 'B' }, { first: 'a', second: 'b' })

  it('numbers its sentences in the order in which they are named', () => {
    expect(places.second).toEqual({ page: 'A.md', section: 'B', sentence: 2, sha256: 'b' })
  })

  it('gives the rest but for those taken, and refuses to give nothing', () => {
    expect(rest(places, 'first')).toEqual([places.second])
    expect(() => rest(places, 'first', 'second')).toThrow('nothing is left of the section but first, second')
  })
})

describe('deviations', () => {
  it('contradict what the page states, or what was observed elsewhere and not there', () => {
    for (const edition of editionNames) {
      for (const { name, requirement } of editionOf(edition).deviationRecords) {
        const { basis } = requirementById(requirement)
        if (basis.kind === 'observed') expect(basis.in, `${name} in ${edition}`).not.toContain(edition)
        else expect(basis.kind, name).toBe('stated')
      }
    }
  })

  it('have one record per contradicted requirement, and are those of the editions', () => {
    const contradictions = deviations.map(({ name, requirement }) => `${name} ${requirement}`)
    expect(new Set(contradictions).size).toBe(contradictions.length)
    expect(new Set(deviations.map(({ name }) => name))).toEqual(new Set(Object.values(editions).flat()))
  })

  it('begin and end with the editions that have them', () => {
    const lineOf = (release: string) => `spark-${release.split('.').slice(0, 2).join('.')}`
    for (const { name, since, until } of deviations) {
      const having = sparkEditions.filter((edition) => (editions[edition] as readonly string[]).includes(name))
      const last = until === undefined ? sparkEditions.at(-1) : lineOf(until)
      expect([having[0], having.at(-1)], name).toEqual([lineOf(since), last])
    }
  })

  it('say one sentence, since a release, with a source', () => {
    for (const { instead, since, source } of deviations) {
      expect(sentencesOf(instead).map(({ text }) => text)).toEqual([instead])
      expect([since, source.release].join(' ')).toMatch(/^\d+\.\d+\.\d+ \d+\.\d+\.\d+$/)
      expect(source.file).toMatch(/\.scala$/)
    }
  })
})

describe('what was observed', () => {
  it('binds every line in its own place: one that does otherwise has a deviation, or a requirement of its own', () => {
    const unfounded = requirements.flatMap(({ id, basis }) => {
      if (basis.kind !== 'observed' || basis.in.includes('spark-2.4') === false) return []
      const others = sparkEditions.filter((edition) => !basis.in.includes(edition))
      return others.filter((edition) => !editionOf(edition).deviatesFrom(id)).map((edition) => `${id} in ${edition}`)
    })
    expect(unfounded).toEqual([])
  })

  it('is told as spans of lines', () => {
    expect(describeBasis(observed)).toBe('unspecified by the page, observed in spark-2.4 to spark-4.2')
    const basis = observedIn(['spark-2.4', 'spark-2.4'], ['spark-3.4', 'spark-4.2'])
    expect(describeBasis(basis)).toBe('unspecified by the page, observed in spark-2.4, spark-3.4 to spark-4.2')
    expect(basis).toMatchObject({ in: expect.arrayContaining(['spark-2.4', 'spark-3.5']) })
  })
})
