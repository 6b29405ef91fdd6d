const shapes = [
  // 24/05/31 or 2024-05-31, and the time of the day.
  /^(?<year>\d{4}|\d\d)[/-](?<month>\d\d)[/-](?<day>\d\d)[ T](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<part>\d{1,9}))?/,
  /^(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<part>\d{1,9}))?/,
]

/**
 * When a stamp says that its line was written, in milliseconds, as if its clock showed UTC: good to compare stamps of one log. A stamp
 * without a date counts from midnight. Undefined: the stamp is none.
 */
export function timeOfStamp(stamp: string): { readonly time: number; readonly inSeconds: boolean } | undefined {
  const groups = shapes.map((shape) => shape.exec(stamp)?.groups).find((one) => one !== undefined)
  if (groups === undefined) return undefined
  const { year, month = '1', day = '1', hour, minute, second, part } = groups
  const years = year === undefined ? 1970 : Number(year) + (year.length === 2 ? 2000 : 0)
  const whole = Date.UTC(years, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return { time: whole + Math.floor(Number(`0.${part ?? 0}`) * 1000), inSeconds: part === undefined }
}
