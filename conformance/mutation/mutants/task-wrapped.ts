/** The head of `stepTask`. */
export const head = 'export function stepTask(state: TaskState, action: Plain<TaskAction>): Step {'

/** A `stepTask` with the body given, which may call the one that was there before as `inner`. */
export function wrapped(body: string): string {
  return `export function stepTask(state, action) {\n${body}\n}\n\nfunction inner(state, action) {`
}
