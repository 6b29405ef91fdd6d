/** A task of a continuous query was tried again, which Spark refuses. */
export const isRetryError = (error: string): boolean => error.includes('ContinuousTaskRetryException')
