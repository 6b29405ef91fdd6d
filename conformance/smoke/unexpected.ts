/** The driver does something else than it should: a check that throws this is not ok. */
export class Unexpected extends Error {
  override readonly name: string = 'Unexpected'
}

/** It cannot be talked to any more: it has ended, is silent, or answers something else than was asked. */
export class Lost extends Unexpected {
  override readonly name = 'Lost'
}

/** What is looked for cannot be seen in this driver: a check that throws this has found out nothing. */
export class NotSeen extends Error {
  override readonly name = 'NotSeen'
}
