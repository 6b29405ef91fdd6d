/** The parts of the write path that an implementation may offer. `query` is all of them together. */
export const roles = ['planner', 'operator', 'task', 'coordinator', 'query'] as const

export type Role = (typeof roles)[number]
