import {existsSync} from 'node:fs';
import {expect, test} from 'vitest';
import {BUDGET_BYTES, installedBytes} from '../../scripts/install-size.mjs';

test('an install stays within its budget; `npm run build` says what weighs most', async () => {
	expect(existsSync('dist/main.js')).toBe(true);
	const bytes = await installedBytes('.');
	expect(bytes).toBeGreaterThan(500_000);
	expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
});
