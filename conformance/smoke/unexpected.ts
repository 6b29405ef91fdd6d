/** The driver breaks the promise: the check is not ok. */
export class Unexpected extends Error {
  override readonly name: string = 'Unexpected'
}

/** The driver can no longer be used: it has ended, does not respond, or responds to another call. */
export class Lost extends Unexpected {
  override readonly name = 'Lost'
}

/** The driver does not offer what the check needs: the check has no result. */
export class NotSeen extends Error {
  override readonly name = 'NotSeen'
}
