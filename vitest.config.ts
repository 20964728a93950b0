import {defineConfig} from 'vitest/config';
import {PlainReporter} from './tests/plain-reporter.js';

export default defineConfig({
	test: {
		include: ['tests/**/*.test.{ts,tsx}'],
		reporters: ['default', new PlainReporter()],
		// Sandboxes and real terminals share two cores with everything else.
		testTimeout: 30_000,
		hookTimeout: 30_000,
		// The reporter names what held only at the second try, and lets no more than two of those pass.
		retry: 1,
	},
});
