/** A feature file, and the lines of the selected scenarios as they follow its name (`:7:12`); empty for all scenarios. */
export interface FeaturePlace {
  readonly file: string
  readonly lines: string
}

/** Reads `FILE` or `FILE:LINE`. */
export function readFeaturePlace(place: string): FeaturePlace {
  const [, file = place, lines = ''] = /^(.*?)((?::\d+)*)$/s.exec(place) ?? []
  return { file, lines }
}
