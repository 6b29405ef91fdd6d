/** Deep equality of plain data. An undefined field equals an absent one. */
export function equalData(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  for (const key in one) if (!equalData(one[key as keyof typeof one], other[key as keyof typeof other])) return false
  for (const key in other) {
    if (!(key in one) && other[key as keyof typeof other] !== undefined) return false
  }
  return true
}
