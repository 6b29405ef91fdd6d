// The driver of your coordinator: the kit's actions come in, the observed events go out.
// Change the three methods that are marked. protocol.mjs speaks the protocol, and keeps the faults that the kit injects.

import { Subject, serve } from './protocol.mjs'

class Coordinator extends Subject {
  // YOURS: make your coordinator, and give it this object as its sink and its query
  open({ startEpoch }) {
    this.epoch = startEpoch
  }

  // YOURS: ask your coordinator, and wait for its reply
  async ask({ message }) {
    const value = ['GetCurrentEpoch', 'IncrementAndGetEpoch'].includes(message.type) ? this.epoch : null
    this.event('answered', 'coordinator', { message: message.type, value })
  }

  // YOURS: send this, and wait until your coordinator has handled it
  async send({ message: _message }) {}

  // Your coordinator calls these. Each throws if the kit wants it to: let the error pass through your coordinator.
  // What leaves the handling of a message has to end in `send`: an error reply of the driver fails the case.

  commitEpoch(epoch, messages) {
    this.call('writer.commit')
    this.event('epoch-committed', 'coordinator', { epoch, messages })
  }

  addOffset(epoch, offsets) {
    this.call('query.add-offset')
    this.event('offset-added', 'coordinator', { epoch, offsets })
  }

  commit(epoch) {
    this.call('query.commit')
    this.event('query-committed', 'coordinator', { epoch })
  }

  // More offsets, commits or epochs wait than the setup's `epochBacklogQueueSize`: the error is { type, message }.
  stop(error) {
    this.event('query-stopped', 'coordinator', { error })
  }
}

await serve({ coordinator: Coordinator }, { name: 'my coordinator', version: '1', edition: 'document' })
