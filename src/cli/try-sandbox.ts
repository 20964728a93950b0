// Tries a real sandbox as a lesson uses it, because no single probe tells whether one works.

import {setTimeout as pause} from 'node:timers/promises';
import type {CommandRun, Moment, ProcessView} from '../domain/evidence.js';
import type {TabView} from '../domain/exercise.js';
import type {EvidencePort, Observer} from '../domain/ports.js';
import type {Sandbox} from '../domain/sandbox.js';
import {UserError} from '../domain/user-error.js';
import type {Outcome} from '../host/probes.js';
import type {SandboxTrial} from '../host/sandbox-trial.js';
import {StartTooSlow} from '../sandbox/run-plan.door.js';
import {TRIAL_RUN_MS, tryLimits, tryShown, whyOf} from './try-limits.js';
import type {WorldSandboxes} from './world.js';

/** What is tried, and what with. */
export interface TrialPorts {
	readonly sandboxes: Pick<WorldSandboxes, 'open' | 'groupRefused'>;
	readonly evidence: EvidencePort;
}

/** The kinds of shell that lessons have; each gets a tab of its own. */
const VIEWS: readonly TabView[] = ['learner', 'root'];
const SIZE = {columns: 80, rows: 24};
/** Only what the shell itself can do: it is the shell that is tried. */
const SAY_NAME = 'read -r name </proc/sys/kernel/hostname; echo "$name"';
/** A group that systemd has just made may have its controllers a moment later (seen after a login). */
const ASK_AGAIN_MS = 1000;

/** Something did not go as lessons rely on; its message is a sentence without a full stop. */
class TrialFailed extends Error {
	override readonly name = 'TrialFailed';
}

/** A trial on its way: what ends it, what it waits for, and what is known so far. */
interface Trying {
	readonly signal: AbortSignal;
	waitedFor: string;
	found: SandboxTrial | undefined;
}

/**
 * Starts a sandbox, runs a command in each kind of shell and node beside them, sets limits where
 * groups are offered, reads the evidence of it as a check would, and closes it. What a host does not do
 * is told; only a bug is thrown.
 */
export async function trySandbox(
	ports: TrialPorts,
	{seconds, asksAgain}: {readonly seconds: number; readonly asksAgain: boolean},
): Promise<SandboxTrial> {
	const ending = new AbortController();
	const trying: Trying = {
		signal: ending.signal,
		waitedFor: 'starting a sandbox',
		found: undefined,
	};
	const late = (): SandboxTrial =>
		trying.found ?? {kind: 'late', seconds, waitedFor: trying.waitedFor};
	const over = pauseUntil(seconds * 1000, ending.signal).then(late);
	const trial = await Promise.race([tryTwice(ports, asksAgain, trying), over]);
	// Ends the clock, and whatever has not come to its end.
	ending.abort();
	return trial ?? late();
}

/** Resolves after the time, or when the signal comes. */
const pauseUntil = (milliseconds: number, signal: AbortSignal): Promise<void> =>
	pause(milliseconds, undefined, {signal}).catch(() => {});

/** Undefined where it took too long. */
async function tryTwice(
	ports: TrialPorts,
	asksAgain: boolean,
	trying: Trying,
): Promise<SandboxTrial | undefined> {
	trying.found = await tryOnce(ports, trying);
	const {found, signal} = trying;
	const lacks = found?.kind === 'ran' && Object.values(found.limits).some(({ok}) => !ok);
	if (!asksAgain || !lacks) return found;
	await pauseUntil(ASK_AGAIN_MS, signal);
	const again = signal.aborted ? undefined : await tryOnce(ports, trying);
	return again?.kind === 'ran' ? again : found;
}

async function tryOnce(ports: TrialPorts, trying: Trying): Promise<SandboxTrial | undefined> {
	try {
		const sandbox = await ports.sandboxes.open(trying.signal);
		const close = (): void => void sandbox.close();
		trying.signal.addEventListener('abort', close);
		try {
			const died = sandbox.ended.then((end) => {
				throw new TrialFailed(end.kind === 'died' ? end.why.replace(/\.$/, '') : 'It was closed');
			});
			died.catch(() => {});
			const {groupRefused} = ports.sandboxes;
			const ran = await Promise.race([died, liveIn(sandbox, ports.evidence, trying)]);
			return {...ran, ...(groupRefused === undefined ? {} : {groupRefused})};
		} finally {
			trying.signal.removeEventListener('abort', close);
			await sandbox.close();
		}
	} catch (error) {
		if (error instanceof StartTooSlow) return undefined;
		if (error instanceof UserError || error instanceof TrialFailed) {
			return {kind: 'failed', why: error.message.replace(/\.$/, '')};
		}
		throw error;
	}
}

async function liveIn(
	sandbox: Sandbox,
	evidence: EvidencePort,
	trying: Trying,
): Promise<Extract<SandboxTrial, {kind: 'ran'}>> {
	const observer = evidence.observe(sandbox);
	trying.waitedFor = 'running a command in the shells of a sandbox';
	try {
		const [shells, node, limits, shown] = await Promise.all([
			Promise.all(VIEWS.map((view, slot) => tryShell(sandbox, observer, view, slot))),
			tryNode(sandbox),
			tryLimits(sandbox),
			tryShown(sandbox),
		]);
		trying.waitedFor = 'reading what the kernel holds of a sandbox';
		await tryEvidence(observer, shells, trying.signal);
		return {kind: 'ran', node, limits, shown};
	} finally {
		observer.close();
	}
}

/** What a shell printed. */
interface ShellTried {
	readonly view: TabView;
	readonly command: CommandRun;
}

async function tryShell(
	sandbox: Sandbox,
	observer: Observer,
	view: TabView,
	slot: number,
): Promise<ShellTried> {
	const terminal = sandbox.startTerminal(slot, view, SIZE);
	const prompts = collectPrompts(observer, view);
	observer.follow({name: view, view}, terminal);
	await prompts.next();
	const line = Buffer.from(`${SAY_NAME}\r`);
	observer.typed(view, line);
	terminal.write(line);
	const command = await prompts.next();
	if (command?.status !== 0) {
		throw new TrialFailed(
			`A sandbox starts, but a command in the ${view}'s shell ended with status ${command?.status}: ${command?.output.trim()}`,
		);
	}
	return {view, command};
}

/** Hands out the prompts of a tab one after the other, each with the command that ended before it. */
function collectPrompts(observer: Observer, of: string) {
	const seen: (CommandRun | undefined)[] = [];
	let wake = (): void => {};
	observer.onEvent((event) => {
		if (event.kind !== 'prompt' || event.tab !== of) return;
		seen.push(event.command);
		wake();
	});
	return {
		async next(): Promise<CommandRun | undefined> {
			if (seen.length === 0) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			return seen.shift();
		},
	};
}

/** A node that stands beside its libraries, or in a home that is closed, can't run inside. */
async function tryNode({run}: Pick<Sandbox, 'run'>): Promise<Outcome> {
	const {status, stdout, stderr} = await run('node --version', TRIAL_RUN_MS);
	return status === 0
		? {ok: true, message: stdout.trim()}
		: {ok: false, message: whyOf(stderr) || `node ended with status ${status}`};
}

const NO_EVIDENCE = 'A sandbox starts, but this program cannot read what the kernel holds of it';

/** What a check would judge by: each shell's name as the shell printed it, namespaces of its own. */
async function tryEvidence(
	observer: Observer,
	tried: readonly ShellTried[],
	signal: AbortSignal,
): Promise<void> {
	const [first] = tried;
	if (first === undefined) return;
	const look = () => observer.snapshot(first.view, first.command, [{kind: 'hostnames'}]);
	let moment = await look();
	// A host that is slow is asked until the time is over; what it says then is no refusal.
	while (isLate(moment) && !signal.aborted) moment = await look();
	const facts = await observer.facts();
	if (moment.unread !== undefined) throw new TrialFailed(moment.unread.replace(/\.$/, ''));
	const shells = tried.map(({view, command}) => shellSeen(moment, view, command.output.trim()));
	const [learner, root] = shells;
	const isToldApart = (['user', 'mnt', 'net', 'uts'] as const).every((kind) => {
		const [outer, inner] = [learner?.namespaces[kind], root?.namespaces[kind]];
		return outer !== undefined && inner !== undefined && outer !== inner;
	});
	if (!isToldApart) {
		throw new TrialFailed(`${NO_EVIDENCE}: the namespaces of its shells could not be told apart`);
	}
	const expected = {
		'shell.name': first.command.output.trim(),
		'shell.ns.user': learner?.namespaces.user,
	};
	for (const [fact, value] of Object.entries(expected)) {
		if (value === undefined || facts.get(fact) !== value) {
			throw new TrialFailed(`${NO_EVIDENCE}: it does not say what ${fact} is`);
		}
	}
}

const isLate = ({answers}: Moment): boolean =>
	[...answers.values()].some((answer) => answer.kind === 'unreadable' && answer.isLate === true);

/** The shell of a tab, whose host name as the kernel holds it must be the one that it printed. */
function shellSeen(moment: Moment, view: TabView, printed: string): ProcessView {
	const [names] = moment.answers.values();
	if (names?.kind === 'unreadable') throw new TrialFailed(names.why.replace(/\.$/, ''));
	const shell = moment.processes.find(({tab, depth}) => tab === view && depth === 0);
	const name = names?.kind === 'hostnames' && shell ? names.byPid.get(shell.pid) : undefined;
	if (shell !== undefined && name === printed) return shell;
	const seen = name === undefined ? 'nothing was seen of that' : `"${name}" was seen`;
	throw new TrialFailed(
		`${NO_EVIDENCE}: the ${view}'s shell says that its host is called "${printed}", and from outside ${seen}`,
	);
}
