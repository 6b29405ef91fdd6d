/** `epoch 3`, or `no epoch` of a task that has none. */
export const namedEpoch = (epoch: number | null | undefined): string => (epoch == null ? 'no epoch' : `epoch ${epoch}`)
