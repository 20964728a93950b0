import type {Reporter, SerializedError, TestModule} from 'vitest/node';

/**
 * Ends a run with one plain line that any CI can read: `N passed, N failed, N skipped`. A file that can't be
 * loaded, and an error outside every test, count as failed.
 */
export class PlainReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
		const count = {passed: 0, failed: unhandled.length, skipped: 0, pending: 0};
		for (const module of modules) {
			count.failed += module.errors().length;
			for (const test of module.children.allTests()) count[test.result().state] += 1;
		}
		// A test still pending when the run ends was never decided.
		const failed = count.failed + count.pending;
		process.stdout.write(`\n${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`);
	}
}
