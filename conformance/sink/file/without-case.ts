/** The first line, without the name that differs by case. */
export const withoutCase = (text: string): string =>
  (text.split('\n')[0] ?? '').replaceAll(/case_[0-9a-f]{8}_\d+/g, '{case}')
