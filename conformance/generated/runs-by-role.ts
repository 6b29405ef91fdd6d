import type { ModelledRole } from '../../src/reference/model.ts'

/** How many generated cases each role gets. */
export type RunsByRole = ReadonlyMap<ModelledRole, number>
