// Types a script into an attempt as a learner would, waiting for each prompt before going on.
import type {TerminalSize} from '../domain/sandbox.js';
import type {ScriptAction} from '../domain/script.js';
import type {Attempt} from './attempt.js';
import {textOf, watchTabs} from './watch-tabs.js';

/** Plays scripts into one attempt. Whoever creates it closes it. */
export interface ScriptPlayer {
	/**
	 * Resolves when the script is played and all it did is judged. Throws a UserError when an action
	 * hangs. Where `nothing` is typed after it, the last line need not end: it is enough that it
	 * passes the step.
	 */
	play(actions: readonly ScriptAction[], after?: 'nothing'): Promise<void>;
	close(): void;
}

/**
 * Resolves when every shell of the attempt shows its first prompt. With a size it opens the tabs
 * itself; without one it waits until whoever shows them has done so.
 */
export async function createScriptPlayer(
	attempt: Attempt,
	size?: TerminalSize,
	patienceMs?: number,
): Promise<ScriptPlayer> {
	const tabs = watchTabs(attempt, size, patienceMs);
	const firstTab = attempt.tabs[0]?.name ?? '';
	let tab = firstTab;

	const send = async (text: string, awaitsPrompt: boolean, isLast = false): Promise<void> => {
		const shown = tabs.shown(tab);
		const readyBefore = shown.ready;
		const {current} = attempt.status();
		attempt.type(tab, Buffer.from(text, 'latin1'));
		if (!awaitsPrompt) return;
		const what = `the prompt after ${JSON.stringify(text)}`;
		const hasPassed = (): boolean => isLast && attempt.status().current > current;
		await tabs.until(() => shown.ready > readyBefore || hasPassed(), what, tab);
	};
	const awaitText = async (text: string): Promise<void> => {
		const shown = tabs.shown(tab);
		const find = (): number => textOf(shown.output).indexOf(text, shown.read);
		await tabs.until(() => find() !== -1, JSON.stringify(text), tab);
		shown.read = find() + text.length;
	};
	const playOne = async (transition: ScriptAction, isLast: boolean): Promise<void> => {
		switch (transition.kind) {
			case 'line':
				return send(`${utf8(transition.text)}\r`, true, isLast);
			case 'type':
				return send(utf8(transition.text), false);
			case 'key':
				return send(transition.bytes, transition.ends);
			case 'wait':
				return awaitText(transition.text);
			case 'answer':
				attempt.answer(transition.text);
				return;
			case 'tab':
				tabs.shown(transition.name);
				tab = transition.name;
				return;
		}
	};

	try {
		for (const {name} of attempt.tabs) {
			await tabs.until(() => tabs.shown(name).ready > 0, 'its first prompt', name);
		}
		await attempt.settled();
	} catch (error) {
		tabs.close();
		throw error;
	}
	return {
		async play(actions, after) {
			tab = firstTab;
			for (const [index, transition] of actions.entries()) {
				await playOne(transition, after === 'nothing' && index === actions.length - 1);
				await attempt.settled();
			}
		},
		close: tabs.close,
	};
}

/** Text as the UTF-8 bytes a terminal sends, one character per byte. */
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
