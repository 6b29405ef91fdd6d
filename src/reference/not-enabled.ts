/** The action makes no sense in this state (no ask is open, the task does not wait for a row …): the kit's mistake, not the model's. */
export class NotEnabled extends Error {
  override readonly name = 'NotEnabled'
}
