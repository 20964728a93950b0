import {stripVTControlCharacters} from 'node:util';
import type {TerminalSize} from '../domain/box.js';
import {UserError} from '../domain/user-error.js';
import type {Attempt} from './attempt.js';
import type {ScriptStride} from './attempt-script.js';

/** A stride that takes longer than this has hung: no command of the course needs it. */
const DEADLINE_MS = 20_000;

/** What a tab has shown since it was opened, and how often its shell was ready for more. */
interface Shown {
	output: string;
	/** How much of `output` earlier strides have waited for. */
	read: number;
	ready: number;
}

/** Plays scripts into one attempt, as a learner would type them. Whoever creates it closes it. */
export interface ScriptPlayer {
	/** Resolves when the script is played and all it did is judged. Throws a UserError when a stride hangs. */
	play(strides: readonly ScriptStride[]): Promise<void>;
	close(): void;
}

/** Opens every tab of the attempt at this size and resolves when each shell shows its first prompt. */
export async function createScriptPlayer(
	attempt: Attempt,
	size: TerminalSize,
): Promise<ScriptPlayer> {
	const shown = new Map<string, Shown>();
	const waiting = new Set<() => void>();
	const wake = (): void => {
		for (const retry of waiting) retry();
	};
	const stops = [
		attempt.onTabEvent(({event, tab}) => {
			const tabShown = shown.get(tab);
			if (tabShown && (event === 'prompt' || event === 'quiet')) tabShown.ready += 1;
			wake();
		}),
		attempt.subscribe(wake),
	];
	for (const {name} of attempt.tabs) {
		const tabShown: Shown = {output: '', read: 0, ready: 0};
		shown.set(name, tabShown);
		const decoder = new TextDecoder();
		stops.push(
			attempt.openTab(name, size).onOutput((bytes) => {
				tabShown.output += decoder.decode(bytes, {stream: true});
				wake();
			}),
		);
	}

	const until = (isSo: () => boolean, what: string, tab: string): Promise<void> =>
		new Promise((resolve, reject) => {
			const settle = (error?: UserError): void => {
				clearTimeout(timer);
				waiting.delete(retry);
				if (error) reject(error);
				else resolve();
			};
			const retry = (): void => {
				const {end} = attempt.status();
				if (isSo()) settle();
				else if (end) settle(sandboxGone(end.end === 'died' ? end.why : 'it was closed'));
			};
			const timer = setTimeout(
				() => settle(hung(what, tab, shown.get(tab)?.output ?? '')),
				DEADLINE_MS,
			);
			waiting.add(retry);
			retry();
		});

	const shownIn = (tab: string): Shown => {
		const tabShown = shown.get(tab);
		if (tabShown) return tabShown;
		throw new UserError(
			`The script names an unknown tab "${tab}".`,
			`This exercise has ${[...shown.keys()].join(' and ')}.`,
		);
	};

	for (const {name} of attempt.tabs) {
		await until(() => shownIn(name).ready > 0, 'its first prompt', name);
	}
	await attempt.settled();

	let tab = attempt.tabs[0]?.name ?? '';
	const send = async (text: string, awaitPrompt: boolean): Promise<void> => {
		const tabShown = shownIn(tab);
		const readyBefore = tabShown.ready;
		attempt.type(tab, Buffer.from(text, 'latin1'));
		if (awaitPrompt)
			await until(
				() => tabShown.ready > readyBefore,
				`the prompt after ${JSON.stringify(text)}`,
				tab,
			);
	};
	const playOne = async (stride: ScriptStride): Promise<void> => {
		switch (stride.do) {
			case 'line':
				await send(`${utf8(stride.text)}\r`, true);
				break;
			case 'type':
				await send(utf8(stride.text), false);
				break;
			case 'key':
				await send(stride.bytes, stride.ends);
				break;
			case 'answer':
				attempt.answer(stride.text);
				break;
			case 'tab':
				shownIn(stride.name);
				tab = stride.name;
				break;
			case 'wait': {
				const tabShown = shownIn(tab);
				const find = (): number =>
					stripVTControlCharacters(tabShown.output).indexOf(stride.text, tabShown.read);
				await until(() => find() !== -1, JSON.stringify(stride.text), tab);
				tabShown.read = find() + stride.text.length;
				break;
			}
		}
		await attempt.settled();
	};

	return {
		async play(strides) {
			tab = attempt.tabs[0]?.name ?? '';
			for (const stride of strides) await playOne(stride);
		},
		close() {
			for (const stop of stops) stop();
		},
	};
}

/** A text as the bytes a terminal sends, one character a byte. */
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const sandboxGone = (why: string): UserError =>
	new UserError(
		`The sandbox ended while the script ran: ${why}.`,
		'Run it once more, then "container-lessons doctor".',
		3,
	);

function hung(what: string, tab: string, output: string): UserError {
	const last = stripVTControlCharacters(output).trimEnd().split(/\r?\n/).slice(-3).join(' | ');
	return new UserError(
		`Tab "${tab}" did not show ${what} within ${DEADLINE_MS / 1000} s; it shows: ${last}`,
		'A program that stays in the foreground is started with :type and ":key Enter", and awaited with :wait.',
		3,
	);
}
