/**
 * A reason why the program cannot start that the operator can do something about.
 *
 * The message is Vietnamese and is all that is printed: no stack, exit code 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError'
}
