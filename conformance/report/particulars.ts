/**
 * A text without its particulars: numbers become `#`, quoted texts and lists of them `"…"`, and an error that something ends with is
 * only an error. So the texts of two cases with one fault are equal, whatever partition, epoch or row they are about.
 */
export function withoutParticulars(text: string): string {
  return text
    .replaceAll(/"(?:[^"\\]|\\.)*"(?:, "(?:[^"\\]|\\.)*")*/g, '"…"')
    .replaceAll(/\d+/g, '#')
    .replaceAll(/# (task|partition|row|child)(?:s|ren)?\b/g, '# $1')
    .replaceAll(/(with|:) none\b/g, '$1 "…"')
    .replaceAll(/\b(with|throws) [A-Z]\w*(?: "…")?(?:, caused by [A-Z]\w*(?: "…")?)*/g, '$1 an error')
}
