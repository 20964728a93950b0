// Finds, in what a command wrote to its standard error, the line that says why it failed.

/** util-linux 2.39 and later end with it; it says nothing of the cause. */
const IS_ADVICE = /dmesg\(1\)|^mount: \(hint\)/;
const NAMES_A_CAUSE = /^(mount|unshare): /;

/**
 * What the kernel refused, as mount(8) or unshare(1) put it: their first complaint, for what follows
 * one follows from it. Of other commands the last line counts. Empty where nothing was written.
 */
export function complaintOf(stderr: string): string {
	const lines = stderr
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !IS_ADVICE.test(line));
	return (lines.find((line) => NAMES_A_CAUSE.test(line)) ?? lines.at(-1) ?? '').replace(/\.$/, '');
}
