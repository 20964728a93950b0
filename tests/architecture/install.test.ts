import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

interface Manifest {
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
	readonly resolved?: string;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const manifest = read<Manifest>('package.json');
const lock = read<{packages: Record<string, Manifest>}>('package-lock.json').packages;

test('an install is one package: everything is bundled', () => {
	expect(manifest.dependencies ?? {}).toEqual({});
	expect(manifest.optionalDependencies ?? {}).toEqual({});
	for (const [name, range] of Object.entries(manifest.devDependencies)) {
		expect(range, name).toMatch(/^[~^]\d+\.\d+/);
	}
});

test('npm ci finds every package in the lock file, those of other platforms too', () => {
	const wanted = Object.values(lock).flatMap((entry) =>
		Object.keys(entry.optionalDependencies ?? {}),
	);
	expect(wanted.filter((name) => lock[`node_modules/${name}`] === undefined)).toEqual([]);
	expect(wanted.length).toBeGreaterThan(20);
});

test('the lock file names no place that packages come from', () => {
	expect(Object.values(lock).filter(({resolved}) => resolved !== undefined)).toEqual([]);
});
