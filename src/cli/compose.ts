// The only place that knows what stands behind every port; loads each door when it is first needed.

import {randomInt} from 'node:crypto';
import {createInterface} from 'node:readline/promises';
import {fileURLToPath} from 'node:url';
import {setFlagsFromString} from 'node:v8';
import type {LinkedCourse} from '../content/link-course.js';
import {explainProblem, inOrder} from '../content/problem.js';
import type {Course} from '../domain/course.js';
import type {EvidencePort, SandboxPort} from '../domain/ports.js';
import {printable} from '../domain/printable.js';
import {UserError} from '../domain/user-error.js';
import {guideKeyFacts} from '../ui/keys/guide-key.js';
import {learnersGuideKeyFacts} from './learners-guide-key.js';
import {refuseWithoutTools} from './refuse-without-tools.js';
import type {World} from './world.js';

/** What the command line says about the world its command runs in. */
export interface WorldOptions {
	/** The folder of a lesson pack. */
	readonly pack: string | undefined;
}

/** Runs `make` at the first call, with what that was given, and returns the same value ever after. */
function once<T, Given extends readonly unknown[]>(
	make: (...given: Given) => Promise<T>,
): (...given: Given) => Promise<T> {
	let made: Promise<T> | undefined;
	return (...given) => {
		made ??= make(...given);
		return made;
	};
}

/**
 * Puts the doors behind the ports, each opened at its first use. Whoever composes a world closes
 * it.
 */
export function composeWorld({pack}: WorldOptions): World {
	const closers: (() => Promise<void>)[] = [];
	const sandboxHost = once(async () => {
		const {readSandboxHost} = await import('../host/read-sandbox-host.door.js');
		return readSandboxHost();
	});
	let speaksInLines = false;
	const world: World = {
		course: once(async () => {
			const reader = await import('../content/read-course.door.js');
			if (pack === undefined)
				return reader.readBuiltCourse(new URL('course.json.br', import.meta.url));
			boundPatterns();
			const {cacheFolder, readThroughCache} = await import('../content/pack-cache.door.js');
			const compile = () => reader.readCourseSource(pack);
			return soundPack(pack, await readThroughCache(pack, cacheFolder(process.env), compile));
		}),
		async onPackSaved(listener) {
			if (pack === undefined) return;
			const {followPack} = await import('./follow-pack.js');
			const watch = followPack(pack, listener);
			closers.push(async () => watch.close());
		},
		host: once(async (seconds?: number) => {
			const {examineHost} = await import('./examine-host.js');
			const host = process.platform === 'linux' ? await sandboxHost() : undefined;
			return examineHost(world, host, seconds);
		}),
		progress: once(async () => {
			const {openProgress} = await import('../progress/progress-file.door.js');
			return openProgress();
		}),
		sandboxes: once(async () => {
			const [{createSandboxes}, {hasTool}, host] = await Promise.all([
				import('../sandbox/create-sandboxes.js'),
				import('../host/read-sandbox-host.door.js'),
				sandboxHost(),
			]);
			// A printed page has each bold letter twice, with a backspace between, unless col takes that out.
			const manPager = hasTool('col') ? 'col -bx' : 'cat';
			const isDumb = process.env['TERM'] === 'dumb';
			const sandboxes = createSandboxes(() => (speaksInLines ? {...host, manPager, isDumb} : host));
			closers.push(() => sandboxes.close());
			return sandboxes;
		}),
		speakInLines() {
			speaksInLines = true;
		},
		evidence: once(async () => {
			const [{createObserver}, {createReader}] = await Promise.all([
				import('../evidence/create-observer.js'),
				import('../evidence/create-reader.door.js'),
			]);
			const {toolDirectories} = await sandboxHost();
			const entry = fileURLToPath(new URL('reader.js', import.meta.url));
			const reader = createReader(entry, undefined, toolDirectories.join(':'));
			closers.push(async () => reader.close());
			return {observe: (sandbox) => createObserver(sandbox, reader)};
		}),
		inspector: once(async () => {
			const {createInspector} = await import('./create-inspector.js');
			const inspector = createInspector();
			closers.push(async () => inspector.close());
			return inspector;
		}),
		viewer: once(async () => {
			const [{createViewer, isAllowed}, {createOwnObserver}, {readOwnFacts}, {readOwnCgroups}] =
				await Promise.all([
					import('../viewer/create-viewer.js'),
					import('../evidence/create-own-observer.js'),
					import('../evidence/read-facts.door.js'),
					import('../host/read-sandbox-host.door.js'),
				]);
			const guideKey = learnersGuideKeyFacts((await world.progress()).read());
			const directories = process.platform === 'linux' ? (await sandboxHost()).toolDirectories : [];
			const cgroups = readOwnCgroups().map(({controller, group}) => ({
				controller,
				path: group,
				mountPoint: group,
				isOwn: false,
			}));
			return {
				sandbox: createViewer(cgroups, guideKey, directories),
				evidence: {observe: createOwnObserver},
				rules: {allows: isAllowed, facts: readOwnFacts({cgroups})},
			};
		}),
		makeValues: once(async () => {
			const {makeValues} = await import('../content/make-values.js');
			return (exercise, seed) =>
				new Map([
					...guideKeyFacts(process.env),
					...makeValues(exercise.values, seed ?? randomInt(2 ** 31)),
				]);
		}),
		async readText(file) {
			return (await import('./text-files.js')).readText(file);
		},
		async writeText(file, content) {
			(await import('./text-files.js')).writeText(file, content);
		},
		async writeNewFiles(folder, files, mode) {
			(await import('./text-files.js')).writeNewFiles(folder, files, mode);
		},
		print(text) {
			process.stdout.write(`${printable(text)}\n`);
		},
		warn(text) {
			process.stderr.write(`${printable(text)}\n`);
		},
		async confirm(question) {
			if (!process.stdin.isTTY) {
				throw new UserError(
					'There is no terminal to ask on, so nothing was changed.',
					'With --yes it is done without asking.',
				);
			}
			const lines = createInterface({input: process.stdin, output: process.stdout});
			try {
				return /^y(es)?$/i.test((await lines.question(`${question} (y/n) `)).trim());
			} finally {
				lines.close();
			}
		},
		async close() {
			for (const close of closers.reverse()) await close();
		},
	};
	return world;
}

/**
 * A pack's patterns are matched against whatever the learner prints, and one like `^(a+)+$` could
 * take years for a line. With this flag V8 falls back to a linear-time engine, unless the pattern
 * has a lookaround or a backreference.
 */
const boundPatterns = (): void =>
	setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

/** As many as can be read at once. */
const MOST_PROBLEMS = 10;

/** A pack is used whole or not at all: a lesson that is left out is missed only when it is too late. */
function soundPack(pack: string, {course, problems}: LinkedCourse): Course {
	if (problems.length === 0) return course;
	const lines = inOrder(problems).map(explainProblem);
	const shown = lines.slice(0, MOST_PROBLEMS);
	throw new UserError(
		['This pack can not be used as it is:', ...shown].join('\n'),
		lines.length === shown.length
			? 'Mend that, and start again.'
			: `There are ${lines.length - shown.length} more: "container-lessons lint ${pack}" names them all.`,
	);
}

/** What attempts run with on this host: sandboxes or, where none can be had, the viewer. */
export async function openAttemptPorts(
	world: World,
): Promise<{readonly sandbox: SandboxPort; readonly evidence: EvidencePort}> {
	const host = await world.host();
	refuseWithoutTools(host);
	if (host.hostClass !== 'full') return world.viewer();
	const [sandbox, evidence] = await Promise.all([world.sandboxes(), world.evidence()]);
	return {sandbox, evidence};
}
