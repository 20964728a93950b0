// Proves that doctor is never wrong: on hosts of many kinds, all made of this machine, it compares what doctor says
// can be done with what then is done there. Which hosts, the seed draws. Runs as root.
//
//   npm run test:matrix [-- --seed TEXT] [--minutes N] [--suites N] [--only NAME]
//
// --only takes a value of a property, such as `trixie` or `docker-mended`, or several: `trixie,slim`. With --suites
// only so many Debian suites are drawn, whose roots are built first where they are not in the cache.
import {randomInt} from 'node:crypto';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {startDocker} from './matrix/docker-engine.mjs';
import {drawHosts, drawSuites, notSeen} from './matrix/draw-hosts.mjs';
import {enterHost, RUNTIME} from './matrix/enter-host.mjs';
import {judgeHost} from './matrix/judge-host.mjs';
import {hasAllCapabilities} from './matrix/own-capabilities.mjs';
import {prepareProgram} from './matrix/prepare-program.mjs';
import {prepareRoots, rootsFolder, whatIsMissing} from './matrix/prepare-roots.mjs';
import {PROPERTIES, WAYS} from './matrix/properties.mjs';
import {HEADINGS, row} from './matrix/table.mjs';

const {values} = parseArgs({
	options: {
		seed: {type: 'string', default: String(randomInt(10 ** 9))},
		minutes: {type: 'string', default: '8'},
		suites: {type: 'string', default: String(PROPERTIES.suite.length)},
		only: {type: 'string'},
	},
});

/** A host that hangs is no host that is right. */
const HOST_SECONDS = 600;
/** None is begun when less is left: on a machine that is idle one takes half a minute. */
const LEAST_SECONDS = 30;

const until = Date.now() + Number(values.minutes) * 60_000;
const say = (line) => process.stdout.write(`${line}\n`);
const only = values.only?.split(',') ?? [];
const unknown = only.filter((one) => !Object.values(PROPERTIES).flat().includes(one));
const missing = whatIsMissing();
const isNumber = [values.minutes, values.suites].every((text) => Number(text) > 0);
if (missing !== undefined || unknown.length > 0 || !isNumber) {
	const refused =
		unknown.length > 0
			? `--only: nothing is called ${unknown.join(', ')}`
			: '--minutes and --suites take a number';
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
const count = {wrong: 0, notEntered: 0};

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
	const named = PROPERTIES.suite.filter((suite) => only.includes(suite));
	const suites = named.length > 0 ? named : drawSuites(values.seed, Number(values.suites));
	await Promise.all(suites.map(buildRoots));
	say(HEADINGS);
	const isWhole = hasAllCapabilities();
	if (!isWhole)
		say("can't be run here: docker-privileged as root: this machine lacks a capability itself");
	const fits = (host) => {
		if (!isWhole && host.way === 'docker-privileged' && host.who === 'root') return false;
		const all = Object.values(host);
		const isAsked = only.every((one) => all.includes(one)) && suites.includes(host.suite);
		return isAsked && !all.some((one) => notHere.has(one));
	};
	const drawn = drawHosts(values.seed, fits);
	while (Date.now() + LEAST_SECONDS * 1000 < until && !signal.aborted) {
		const {value: host, done} = drawn.next();
		if (done) break;
		await tryHost(host, program);
	}
} finally {
	await docker?.close();
	rmSync(work, {recursive: true, force: true});
}

for (const [value, why] of notHere) say(`can't be run here: ${value}: ${why}`);
if (values.only === undefined) {
	const left = notSeen(hosts).filter(
		(value) => ![...notHere.keys()].some((one) => value.endsWith(` ${one}`)),
	);
	if (left.length > 0) say(`not drawn: ${left.join(', ')}`);
}
const again = ['seed', 'minutes', 'suites', 'only']
	.filter((option) => values[option] !== undefined)
	.map((option) => `--${option} '${values[option]}'`);
say(`\nThe same again: npm run test:matrix -- ${again.join(' ')}`);
say(`${hosts.length} hosts, doctor wrong: ${count.wrong}, not entered: ${count.notEntered}`);
const isGood = count.wrong === 0 && count.notEntered === 0 && hosts.length > 0;
process.exitCode = isGood && !signal.aborted ? 0 : 1;

async function buildRoots(suite) {
	try {
		await prepareRoots(suite, {say, signal});
	} catch (error) {
		notHere.set(suite, error.message);
	}
}

async function tryHost(host, program) {
	const started = Date.now();
	const where = {
		roots: join(rootsFolder(), host.suite),
		program,
		work,
		name: `${name}-${started.toString(36)}`,
		seed: `${values.seed} ${JSON.stringify(host)}`,
		seconds: HOST_SECONDS,
		signal,
	};
	const seen = await enter(host, where);
	if (seen === undefined || signal.aborted) return;
	const judged = judgeHost(seen);
	if (judged.notEntered !== undefined) count.notEntered += 1;
	else if (judged.unknown === undefined) hosts.push(host);
	if (judged.wrong.length > 0) count.wrong += 1;
	say(row(host, judged, (Date.now() - started) / 1000));
	if (judged.reason !== undefined) say(`    says doctor: ${judged.reason}`);
	for (const sentence of [judged.notEntered, ...judged.wrong].filter(Boolean))
		say(`    ${sentence}`);
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
