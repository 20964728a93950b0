import {stripVTControlCharacters} from 'node:util';
import type {TerminalSize} from '../domain/box.js';
import type {Attempt} from './attempt.js';
import type {ScriptStride} from './attempt-script.js';
import {watchTabs} from './watch-tabs.js';

/** Plays scripts into one attempt, as a learner would type them. Whoever creates it closes it. */
export interface ScriptPlayer {
	/** Resolves when the script is played and all it did is judged. Throws a UserError when a stride hangs. */
	play(strides: readonly ScriptStride[]): Promise<void>;
	close(): void;
}

/**
 * Resolves when each shell of the attempt shows its first prompt. With a size it opens every tab; without
 * one it waits for whoever shows them to do so.
 */
export async function createScriptPlayer(
	attempt: Attempt,
	size?: TerminalSize,
	patienceMs?: number,
): Promise<ScriptPlayer> {
	const tabs = watchTabs(attempt, size, patienceMs);
	const firstTab = attempt.tabs[0]?.name ?? '';
	let tab = firstTab;

	const send = async (text: string, awaitsPrompt: boolean): Promise<void> => {
		const shown = tabs.shown(tab);
		const readyBefore = shown.ready;
		attempt.type(tab, Buffer.from(text, 'latin1'));
		if (!awaitsPrompt) return;
		const what = `the prompt after ${JSON.stringify(text)}`;
		await tabs.until(() => shown.ready > readyBefore, what, tab);
	};
	const awaitText = async (text: string): Promise<void> => {
		const shown = tabs.shown(tab);
		const find = (): number => stripVTControlCharacters(shown.output).indexOf(text, shown.read);
		await tabs.until(() => find() !== -1, JSON.stringify(text), tab);
		shown.read = find() + text.length;
	};
	const playOne = async (stride: ScriptStride): Promise<void> => {
		switch (stride.do) {
			case 'line':
				return send(`${utf8(stride.text)}\r`, true);
			case 'type':
				return send(utf8(stride.text), false);
			case 'key':
				return send(stride.bytes, stride.ends);
			case 'wait':
				return awaitText(stride.text);
			case 'answer':
				attempt.answer(stride.text);
				return;
			case 'tab':
				tabs.shown(stride.name);
				tab = stride.name;
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
		async play(strides) {
			tab = firstTab;
			for (const stride of strides) {
				await playOne(stride);
				await attempt.settled();
			}
		},
		close: tabs.close,
	};
}

/** A text as the bytes a terminal sends, one character a byte. */
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
