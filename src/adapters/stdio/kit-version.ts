/** The kit's version, as it introduces itself to a driver. A test holds it against `package.json`. */
export const kitVersion = '0.1.0'
