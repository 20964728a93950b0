/**
 * An error the user can do something about: one sentence says what is wrong, another what to do
 * next. Anything else that is thrown is a bug and is reported as one.
 */
export class UserError extends Error {
	override readonly name = 'UserError';
	readonly nextStep: string;
	/** The exit status the command line ends with. */
	readonly exitCode: number;

	constructor(message: string, nextStep: string, exitCode = 1) {
		super(message);
		this.nextStep = nextStep;
		this.exitCode = exitCode;
	}
}
