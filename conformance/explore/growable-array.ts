/** A growing typed array: a list of small numbers without an object per number. */
export class GrowableArray<A extends Int32Array | Uint16Array | Uint8Array> {
  readonly #make: new (
    length: number,
  ) => A
  #numbers: A
  #length = 0

  constructor(make: new (length: number) => A) {
    this.#make = make
    this.#numbers = new make(1 << 10)
  }

  get length(): number {
    return this.#length
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const more = new this.#make(this.#length * 2)
      more.set(this.#numbers)
      this.#numbers = more
    }
    this.#numbers[this.#length++] = number
  }

  /** The number at an index below `length`. */
  at(index: number): number {
    return this.#numbers[index] as number
  }
}
