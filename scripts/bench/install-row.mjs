// What an install brings: packages, and bytes unpacked.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {BUDGET_BYTES} from '../install-size.mjs';
import {bounded} from './measure.mjs';
import {ROOT} from './program.mjs';

export async function installSize() {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{unpackedSize}] = JSON.parse(output);
	const {dependencies = {}, optionalDependencies = {}} = JSON.parse(
		readFileSync(join(ROOT, 'package.json'), 'utf8'),
	);
	const packages = 1 + Object.keys({...dependencies, ...optionalDependencies}).length;
	return [
		bounded('install, unpacked', unpackedSize / 1e6, BUDGET_BYTES / 1e6, 'MB'),
		bounded('install, packages', packages, 1, 'package'),
	];
}
