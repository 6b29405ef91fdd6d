import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the part of the memory small in which objects are made. V8 would let it grow to dozens of megabytes for lines of which nothing
 * stays. It reads this setting whenever it would grow, so the setting may come after the start.
 */
export const keepYoungGenerationSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1')
