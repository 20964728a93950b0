import {writeFileSync} from 'node:fs';
import type {Reporter, SerializedError, TestCase, TestModule, Vitest} from 'vitest/node';

const NO_REASON = 'no reason was given';
/** A machine that was slow for a moment accounts for one or two. */
const MOST_UNSTEADY = 2;
/** What is said of one of them: a screen and its heading. */
const MOST_LINES = 60;

/**
 * Ends a run with why tests were skipped, and one plain line that any CI can read: `N passed, N failed, N skipped`.
 * A file that can't be loaded, and an error outside every test, count as failed; so does a test that was skipped
 * without a reason (`context.skip(condition, 'not installed: vi')`), behind which anything could hide.
 *
 * A test that held only at its second try is named with what it said at the first: it has a race to be found. More
 * than two of them count as failed.
 *
 * The files with skipped tests are listed in the file that $SKIPPED_FILES names, to be run again with the tools.
 */
export class PlainReporter implements Reporter {
	private isWhole = true;

	onInit({config}: Vitest): void {
		// With `-t` all the others are skipped, and nobody has to say why.
		this.isWhole = config.testNamePattern === undefined;
	}

	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
		const tests = modules.flatMap((module) => [...module.children.allTests()]);
		const count = {passed: 0, failed: unhandled.length, skipped: 0, pending: 0};
		for (const module of modules) count.failed += module.errors().length;
		for (const test of tests) count[test.result().state] += 1;
		// A test still pending when the run ends was never decided.
		count.failed += count.pending;
		for (const [reason, skipped] of byReason(tests)) {
			process.stdout.write(`\n${skipped.length} skipped: ${reason}`);
			if (reason !== NO_REASON || !this.isWhole) continue;
			for (const {module, fullName} of skipped) {
				process.stdout.write(`\n    ${module.moduleId} > ${fullName}`);
			}
			count.skipped -= skipped.length;
			count.failed += skipped.length;
			process.exitCode = 1;
		}
		const unsteady = tests.filter((test) => test.diagnostic()?.flaky === true);
		for (const test of unsteady) process.stdout.write(`\n~ ${sayUnsteady(test)}`);
		if (unsteady.length > MOST_UNSTEADY) {
			count.passed -= unsteady.length;
			count.failed += unsteady.length;
			process.exitCode = 1;
		}
		const list = process.env['SKIPPED_FILES'];
		if (list !== undefined) writeFileSync(list, modulesWithSkipped(modules).join('\n'));
		const {passed, failed, skipped} = count;
		process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
	}
}

function sayUnsteady(test: TestCase): string {
	const message = test.result().errors?.[0]?.message ?? 'nothing';
	// All of it: what a screen showed in the end is how its race is found.
	const why = message.trim().split('\n').slice(0, MOST_LINES).join('\n    ');
	return `held only at the second try: ${test.module.relativeModuleId} > ${test.fullName}\n    at the first: ${why}`;
}

const modulesWithSkipped = (modules: readonly TestModule[]): readonly string[] =>
	modules
		.filter(({children}) => [...children.allTests('skipped')].length > 0)
		.map(({moduleId}) => moduleId);

function byReason(tests: readonly TestCase[]): ReadonlyMap<string, readonly TestCase[]> {
	const reasons = new Map<string, TestCase[]>();
	for (const test of tests) {
		const result = test.result();
		if (result.state !== 'skipped') continue;
		const reason = result.note ?? NO_REASON;
		reasons.set(reason, [...(reasons.get(reason) ?? []), test]);
	}
	return reasons;
}
