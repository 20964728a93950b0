// Proves the program on a machine that this one may not be: Debian 12 with systemd and cgroup v2, for an
// ordinary user and for root, booted in an emulator; and on machines that keep namespaces from users.
//
//   npm run test:hosts [-- --quick [--seed TEXT]] [--only full|refused] [--lessons 080,090] [--as user|root] [--kvm] [--rebuild]
//
// --quick types one lesson's solutions and plays a minute of the right and wrong attempts, as a user and as root,
// by the lots that the seed draws; without it all are played.

import {randomInt} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {bootHost} from './hosts/boot-host.mjs';
import {claimFull} from './hosts/claim-full.mjs';
import {claimRefused} from './hosts/claim-refused.mjs';
import {createClaims} from './hosts/claims.mjs';
import {missingTools, packProgram, prepareDisk} from './hosts/prepare-disk.mjs';

const {values} = parseArgs({
	options: {
		quick: {type: 'boolean', default: false},
		seed: {type: 'string', default: String(randomInt(10 ** 9))},
		only: {type: 'string'},
		lessons: {type: 'string'},
		as: {type: 'string'},
		kvm: {type: 'boolean', default: false},
		rebuild: {type: 'boolean', default: false},
	},
});

const started = performance.now();
const say = (line) => process.stdout.write(`${line}\n`);
const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;

const missing = missingTools();
if (missing !== undefined) {
	process.stderr.write(`${missing}\n`);
	process.exit(1);
}

const claims = createClaims(say);
const work = mkdtempSync(join(tmpdir(), 'container-lessons-hosts-'));
try {
	const disk = prepareDisk({rebuild: values.rebuild, say});
	const program = packProgram(work);
	say(`disk and program are ready after ${seconds()}`);
	const host = await bootHost({disk, program, work, accel: values.kvm ? 'kvm' : 'tcg'});
	try {
		const {output} = await host.root.run('uname -r; systemctl --version | sed 1q; node --version');
		say(`booted after ${seconds()}: ${output.trim().replaceAll('\n', ', ')}`);
		if (values.only !== 'refused') await claimFull(host, claims, values);
		if (values.only !== 'full') await claimRefused(host, claims);
	} finally {
		await host.close();
	}
} catch (error) {
	claims.count.failed += 1;
	say(`✗ ${error.message}`);
} finally {
	rmSync(work, {recursive: true, force: true});
}
say(`\n${claims.count.passed} passed, ${claims.count.failed} failed, ${seconds()}`);
process.exitCode = claims.count.failed === 0 && claims.count.passed > 0 ? 0 : 1;
