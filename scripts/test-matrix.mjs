// Proves that doctor is never wrong: on hosts of many kinds, all made of this machine, it compares what doctor says
// can be done with what then is done there. Which hosts, the seed draws. Runs as root.
//
//   npm run test:matrix [-- --seed TEXT] [--minutes N] [--only NAME]
//
// --only takes a value of a property, such as `trixie` or `docker-mended`, or several: `trixie,slim`.
import {randomInt} from 'node:crypto';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {startDocker} from './matrix/docker-engine.mjs';
import {drawHosts, notSeen} from './matrix/draw-hosts.mjs';
import {enterHost, RUNTIME} from './matrix/enter-host.mjs';
import {judgeHost} from './matrix/judge-host.mjs';
import {prepareProgram} from './matrix/prepare-program.mjs';
import {prepareRoots, whatIsMissing} from './matrix/prepare-roots.mjs';
import {PROPERTIES, WAYS} from './matrix/properties.mjs';
import {HEADINGS, row} from './matrix/table.mjs';

const {values} = parseArgs({
	options: {
		seed: {type: 'string', default: String(randomInt(10 ** 9))},
		minutes: {type: 'string', default: '8'},
		only: {type: 'string'},
	},
});

/** A host that hangs is no host that is right. */
const HOST_SECONDS = 420;

const until = Date.now() + Number(values.minutes) * 60_000;
const say = (line) => process.stdout.write(`${line}\n`);
const only = values.only?.split(',') ?? [];
const unknown = only.filter((one) => !Object.values(PROPERTIES).flat().includes(one));
const missing = whatIsMissing();
if (missing !== undefined || unknown.length > 0 || !(Number(values.minutes) > 0)) {
	const refused =
		unknown.length > 0
			? `--only: nothing is called ${unknown.join(', ')}`
			: '--minutes takes a number';
	process.stderr.write(`${missing ?? refused}\n`);
	process.exit(1);
}

// Whoever stops it wants nothing left behind either.
const stop = new AbortController();
const {signal} = stop;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => stop.abort());

/** What can't be run on this machine: a value of a property, and why. */
const notHere = new Map();
const hosts = [];
let wrong = 0;

const work = mkdtempSync(join(tmpdir(), 'container-lessons-matrix-'));
// Ids that are mapped elsewhere have to find their root.
chmodSync(work, 0o711);
const name = `container-lessons-matrix-${process.pid}`;
let docker;
try {
	const program = await prepareProgram(work);
	if (RUNTIME === undefined) {
		for (const [way, {kind}] of Object.entries(WAYS)) {
			if (kind === 'oci') notHere.set(way, 'neither runc nor crun is here');
		}
	}
	say(HEADINGS);
	const fits = (host) => {
		const all = Object.values(host);
		return only.every((one) => all.includes(one)) && !all.some((one) => notHere.has(one));
	};
	const drawn = drawHosts(values.seed, fits);
	while (Date.now() < until && !signal.aborted) {
		const {value: host, done} = drawn.next();
		if (done) break;
		await tryHost(host, program);
	}
} finally {
	await docker?.close();
	rmSync(work, {recursive: true, force: true});
}

for (const [value, why] of notHere) say(`not run: ${value}: ${why}`);
if (values.only === undefined) {
	const left = notSeen(hosts).filter(
		(value) => ![...notHere.keys()].some((one) => value.endsWith(` ${one}`)),
	);
	if (left.length > 0) say(`not reached in ${values.minutes} minutes: ${left.join(', ')}`);
}
say(
	`\nThe same again: npm run test:matrix -- --seed '${values.seed}' --minutes ${values.minutes}${values.only === undefined ? '' : ` --only ${values.only}`}`,
);
say(`${hosts.length} hosts, ${wrong} wrong`);
process.exitCode = wrong === 0 && hosts.length > 0 && !signal.aborted ? 0 : 1;

async function tryHost(host, program) {
	const started = Date.now();
	const seed = `${values.seed} ${hosts.length}`;
	let roots;
	try {
		roots = await prepareRoots(host.suite, {say, signal});
	} catch (error) {
		notHere.set(host.suite, error.message);
		return;
	}
	const seconds = Math.min(HOST_SECONDS, Math.max(60, (until - Date.now()) / 1000));
	const where = {roots, program, work, name: `${name}-${hosts.length}`, seed, seconds, signal};
	const seen = await enter(host, where);
	if (seen === undefined || signal.aborted) return;
	if (seen.notRun !== undefined) {
		// The way is left out from now on; a host that could not be entered says nothing of doctor.
		notHere.set(host.way, seen.notRun);
		return;
	}
	const judged = judgeHost(seen);
	if (judged.unknown === undefined) hosts.push(host);
	if (judged.wrong.length > 0) wrong += 1;
	say(row(host, judged, (Date.now() - started) / 1000));
	if (judged.reason !== undefined) say(`    says doctor: ${judged.reason}`);
	for (const sentence of judged.wrong) say(`    ${sentence}`);
}

async function enter(host, where) {
	if (WAYS[host.way].kind !== 'docker') return enterHost(host, where);
	try {
		docker ??= await startDocker({work, name, program: where.program, signal});
	} catch (error) {
		for (const [way, {kind}] of Object.entries(WAYS)) {
			if (kind === 'docker') notHere.set(way, error.message);
		}
		return undefined;
	}
	return docker.enter(host, where);
}
