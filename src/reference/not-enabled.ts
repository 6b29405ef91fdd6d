/** The action is not possible in this state (no ask is open, the task does not wait for a row …). A mistake of the caller. */
export class NotEnabled extends Error {
  override readonly name = 'NotEnabled'
}
