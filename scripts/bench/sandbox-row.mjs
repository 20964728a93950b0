// A sandbox from nothing to its prompt, against the same shell in a bubblewrap and a runc container.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {compared, isInstalled, openTimed, pairs} from './measure.mjs';
import {ROOT, withEnvironment} from './program.mjs';
import {bubblewrap, PROMPT, runc} from './sandbox-peers.mjs';

const SIZE = {columns: 80, rows: 24};

export const coldSandbox = ({quick}) =>
	withEnvironment(async (env) => {
		const scratch = mkdtempSync(join(tmpdir(), 'container-lessons-bench-'));
		try {
			const openSandbox = await loadSandbox(scratch);
			const results = [];
			for (const peer of [bubblewrap(), runc(scratch)]) {
				results.push(await againstPeer(peer, openSandbox, env, quick ? 3 : 15));
			}
			return results;
		} finally {
			rmSync(scratch, {recursive: true, force: true});
		}
	});

async function againstPeer({name, tool, limit, command}, openSandbox, env, count) {
	const what = `sandbox to prompt, cold (${name})`;
	if (!isInstalled(tool)) return {what, left: `${tool} is not installed`};
	const theirs = async (n) => {
		const run = openTimed(command(n), {...SIZE, env: {...env, PS1: PROMPT}});
		const at = await run.seen(PROMPT, 5000);
		run.send('exit\r');
		await run.exit;
		return at - run.startedAt;
	};
	try {
		await theirs('try');
	} catch (error) {
		return {what, left: `${tool} does not run here: ${error.message.slice(0, 200)}`};
	}
	return compared(what, name, await pairs(count, openSandbox, theirs), limit);
}

/** The program's own sandbox code, bundled as the program has it. Returns how to time one start. */
async function loadSandbox(scratch) {
	const outfile = join(scratch, 'sandbox.mjs');
	await build({
		stdin: {
			contents: `
				export {createSandboxes} from './src/sandbox/create-sandboxes.js';
				export {readSandboxHost} from './src/host/read-sandbox-host.door.js';`,
			resolveDir: ROOT,
		},
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
	});
	const {createSandboxes, readSandboxHost} = await import(pathToFileURL(outfile).href);
	return async () => {
		const startedAt = performance.now();
		const box = await createSandboxes(readSandboxHost).open();
		const terminal = box.startTerminal(0, 'learner', SIZE);
		let text = '';
		await new Promise((resolve) => {
			terminal.onOutput((bytes) => {
				text += Buffer.from(bytes).toString();
				if (text.includes('learner@')) resolve();
			});
		});
		const milliseconds = performance.now() - startedAt;
		await box.close();
		return milliseconds;
	};
}
