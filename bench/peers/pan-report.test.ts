import { describe, expect, it } from 'vitest'
import { readPan } from './pan-report.ts'

// Recorded, and shortened: pan on 4 writers, 4 readers, 5 epochs.
const whole = `Depth=      40 States=    1e+06 Transitions= 6.53e+06 Memory=   173.898	t=     1.28 R=   8e+05

(Spin Version 6.5.2 -- 6 December 2019)

Full statespace search for:
	never claim         	- (none specified)
	assertion violations	+
	cycle checks       	- (disabled by -DSAFETY)
	invalid end states	+

State-vector 36 byte, depth reached 40, errors: 0
  1679616 states, stored
  9517825 states, matched
 11197441 transitions (= stored+matched)
        0 atomic steps
hash conflicts:    467708 (resolved)

pan: elapsed time 2.28 seconds
pan: rate 736673.68 states/second
`

// Recorded: the same with -m39, and on 2 writers, 2 readers, 2 epochs with a coordinator that waits for writers alone.
const shallow = `error: max search depth too small
Depth=      38 States=    1e+06 Transitions= 6.53e+06 Memory=   173.898	t=     1.22 R=   8e+05

(Spin Version 6.5.2 -- 6 December 2019)

State-vector 36 byte, depth reached 38, errors: 0
  1679607 states, stored
  9517826 states, matched
 11197433 transitions (= stored+matched)
        0 atomic steps

pan: elapsed time 2.2 seconds
`
const broken = `pan:1: assertion violated (lastCommitted==least) (at depth 2)

(Spin Version 6.5.2 -- 6 December 2019)
Warning: Search not completed

State-vector 28 byte, depth reached 2, errors: 1
        3 states, stored
        0 states, matched
        3 transitions (= stored+matched)
        0 atomic steps

pan: elapsed time 0 seconds
`

describe("pan's output", () => {
  it('the output of a complete search is read', () => {
    expect(readPan(whole)).toEqual({ spin: '6.5.2', states: 1_679_616, transitions: 11_197_441, seconds: 2.28 })
  })

  it('the output of a search that was too shallow is an error', () => {
    expect(() => readPan(shallow)).toThrow('pan: the search is incomplete')
  })

  it('the output of a violated assertion is an error that shows it', () => {
    expect(() => readPan(broken)).toThrow(
      /pan: it found an error \(none is wanted\):[\s\S]*assertion violated \(lastCommitted==least\)/,
    )
  })

  it('an output without a count is an error', () => {
    expect(() => readPan(whole.replace('states, stored', ''))).toThrow('pan: its output has no')
  })
})
