import { describe, expect, it } from 'vitest'
import { editionNames, editions } from '../../src/reference/editions.ts'
import { editionOf } from './edition.ts'
import { requirements } from './registry.ts'

const observed = requirements.flatMap(({ id, basis }) => (basis.kind === 'observed' ? [{ id, basis }] : []))

describe('an edition', () => {
  it('is resolved once: every name gives the same object each time', () => {
    for (const name of editionNames) {
      expect(editionOf(name).name).toBe(name)
      expect(editionOf(name)).toBe(editionOf(name))
    }
  })

  it('has the deviations of its name, with a record for each requirement that they contradict', () => {
    for (const name of editionNames) {
      const { deviations, deviationRecords } = editionOf(name)
      expect([...deviations], name).toEqual([...editions[name]])
      expect(new Set(deviationRecords.map((record) => record.name)), name).toEqual(deviations)
    }
    const contradicted = editionOf('spark-3.4').deviationRecords.map(({ requirement }) => requirement)
    expect(contradicted).toEqual(['RDD-23', 'OP-2', 'OP-18', 'OP-7', 'RDD-43', 'EC-70', 'OP-26', 'OP-27'])
  })

  it('deviates from the requirements that its deviations contradict, and from no other', () => {
    expect(editionOf('spark-3.4').deviatesFrom('OP-27')).toBe(true)
    expect(editionOf('spark-3.2').deviatesFrom('OP-27')).toBe(false)
    expect(requirements.filter(({ id }) => editionOf('document').deviatesFrom(id))).toEqual([])
  })
})

describe('the unspecified requirements of an edition', () => {
  it('are all observed ones in edition document', () => {
    expect(observed).not.toEqual([])
    expect([...editionOf('document').unspecified]).toEqual(observed.map(({ id }) => id))
  })

  it('are those observed in other editions only, in an edition of Spark', () => {
    // OP-45 was observed since Spark 3.0.
    expect(editionOf('spark-2.4').unspecified.has('OP-45')).toBe(true)
    expect(editionOf('spark-3.0').unspecified.has('OP-45')).toBe(false)
    for (const name of editionNames) {
      const { unspecified } = editionOf(name)
      for (const { id, basis } of observed) {
        if (basis.in.includes(name)) expect(unspecified.has(id), `${id} in ${name}`).toBe(false)
      }
    }
  })

  it('do not include those from which the edition deviates', () => {
    for (const name of editionNames) {
      const { unspecified, deviationRecords } = editionOf(name)
      expect(deviationRecords.filter(({ requirement }) => unspecified.has(requirement))).toEqual([])
    }
    // RDD-43 was observed in Spark 2.4, and Spark 3.0 has a deviation there.
    expect(editionOf('document').unspecified.has('RDD-43')).toBe(true)
    expect(editionOf('spark-3.0').unspecified.has('RDD-43')).toBe(false)
  })
})
