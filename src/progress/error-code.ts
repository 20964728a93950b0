// Tells the errors of system calls apart, by their errno(3) codes.

export const codeOf = (error: unknown): unknown =>
	error instanceof Error && 'code' in error ? error.code : undefined;

/** The result of `act`; undefined where it fails with this code. */
export function ifNot<T>(code: string, act: () => T): T | undefined {
	try {
		return act();
	} catch (error) {
		if (codeOf(error) === code) return undefined;
		throw error;
	}
}
