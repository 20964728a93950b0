import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/**/*.test.{ts,tsx}'],
		// Sandboxes and real terminals share two cores with everything else.
		testTimeout: 30_000,
		hookTimeout: 30_000,
	},
});
