// The live X-ray on the full screen: a list to choose from, and one process at a time.

import type {ReadStream, WriteStream} from 'node:tty';
import type {AskInspector} from '../../inspect/look-at.js';
import {createLookAt} from '../../inspect/look-at.js';
import {openRealTerminal} from '../../terminal/real-terminal.door.js';
import {createTheme, themeOptionsOf} from '../../ui/text/theme.js';
import {createLiveXray} from '../../ui/xray/live-xray.js';

/**
 * Shows it until the reader has seen enough.
 *
 * @param pid undefined for the list
 * @param cleanUp ends the process that reads, where a signal ends this one
 */
export async function showLive(
	ask: AskInspector,
	pid: number | undefined,
	cleanUp: () => void,
): Promise<void> {
	const terminal = openRealTerminal({
		input: process.stdin as ReadStream,
		output: process.stdout as WriteStream & {readonly fd: number},
		cleanUp: async () => cleanUp(),
	});
	const options = themeOptionsOf(process.env);
	const live = createLiveXray({
		terminal,
		theme: createTheme(options),
		colour: options.colour,
		pid,
		boxes: async () => {
			const answer = await ask('boxes');
			return answer.kind === 'read' ? answer.value : undefined;
		},
		lookAt: () => createLookAt(ask),
	});
	try {
		await live.ended;
	} finally {
		live.close();
		terminal.close();
	}
}
