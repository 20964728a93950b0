// Finds, in what a command wrote to its standard error, the line that says why it failed.

/**
 * What says nothing of a cause: how util-linux 2.39 and later end every complaint of mount(8), a hint about
 * fstab, and what unshare(1) of 2.38 adds whenever what it started has failed.
 */
const IS_NOISE = /dmesg\(1\)|^mount: \(hint\)|^unshare: sigprocmask unblock failed/;
const NAMES_A_CAUSE = /^(mount|unshare): /;

/**
 * What the kernel refused, as mount(8) or unshare(1) put it: their first complaint, for what follows
 * one follows from it. Of other commands the last line counts. Empty where nothing was written.
 */
export function complaintOf(stderr: string): string {
	const lines = stderr
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !IS_NOISE.test(line));
	return (lines.find((line) => NAMES_A_CAUSE.test(line)) ?? lines.at(-1) ?? '').replace(/\.$/, '');
}
