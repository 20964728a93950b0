import {defineConfig} from 'vitest/config';
import {PlainReporter} from './tests/plain-reporter.js';

export default defineConfig({
	test: {
		include: ['tests/**/*.test.{ts,tsx}'],
		reporters: ['default', new PlainReporter()],
		// Sandboxes and real terminals share two cores with everything else.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// What a poll waits for comes when the machine has a turn for it; one second is no measure of that.
		expect: {poll: {timeout: 20_000}},
		// Only what was waited for in vain is tried again, never what was seen to be wrong or to be left behind. The
		// reporter names what held only then, and lets no more than two of those pass.
		retry: {
			count: 1,
			condition:
				/^\d+ ms were not enough|^Waited in vain|^no .+; there was|did not come; the terminal|timed out in \d+ms/,
		},
	},
});
