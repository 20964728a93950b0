import {defineConfig} from 'vitest/config';
import {PlainReporter} from './tests/plain-reporter.js';

export default defineConfig({
	test: {
		include: ['tests/**/*.test.{ts,tsx}'],
		reporters: ['default', new PlainReporter()],
		// Sandboxes and real terminals share two cores with everything else.
		testTimeout: 30_000,
		hookTimeout: 30_000,
	},
});
