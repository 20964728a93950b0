import type {Facts} from '../../domain/evidence.js';
import {FACT_NAMES} from '../../domain/fact.js';
import {UserError} from '../../domain/user-error.js';
import {type CommandRunner, flag} from '../define-command.js';
import {EXIT} from '../report-error.js';
import type {World} from '../world.js';

const SIZE = {columns: 80, rows: 24};

export const runFacts: CommandRunner = async (args, world) => {
	const values = await factsHere(world);
	const facts = FACT_NAMES.map(({name, meaning}) => ({name, value: values.get(name), meaning}));
	if (flag(args, 'json')) {
		world.print(JSON.stringify({facts}, undefined, 2));
		return EXIT.ok;
	}
	const widest = Math.max(...facts.map(({name}) => name.length));
	const lines = facts.flatMap(({name, value, meaning}) => [
		`${name.padEnd(widest)}  ${value ?? '(not known here)'}`,
		`    ${meaning}`,
	]);
	world.print(
		[
			...lines,
			'',
			'In a text {{kernel.release}} stands for the value; a check names it: printed: {fact: kernel.release}.',
		].join('\n'),
	);
	return EXIT.ok;
};

/** The facts of a sandbox that is started for nothing else; those of this program where none can be had. */
async function factsHere(world: World): Promise<Facts> {
	const {hostClass} = await world.host();
	if (hostClass === 'read') return new Map();
	if (hostClass !== 'full') return (await world.viewer()).rules.facts;
	const [sandboxes, evidence] = await Promise.all([world.sandboxes(), world.evidence()]);
	const sandbox = await sandboxes.open();
	const observer = evidence.observe(sandbox);
	try {
		// Those of the shell are known when it shows its first prompt.
		const ready = new Promise<'ready'>((resolve) => observer.onEvent(() => resolve('ready')));
		const tab = {name: 'shell', view: 'learner'} as const;
		observer.follow(tab, sandbox.startTerminal(0, tab.view, SIZE));
		const end = await Promise.race([ready, sandbox.ended]);
		if (end === 'ready') return await observer.facts();
		throw new UserError(
			`The sandbox ended before its facts were read${end.kind === 'died' ? `: ${end.why}` : ''}.`,
			'"container-lessons doctor" may say why.',
		);
	} finally {
		observer.close();
		await sandbox.close();
	}
}
