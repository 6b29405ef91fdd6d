/** The version of the kit in `initialize`. A test compares it with `package.json`. */
export const kitVersion = '0.2.0'
