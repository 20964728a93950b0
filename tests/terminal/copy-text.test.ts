import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {copyText} from '../../src/terminal/copy-text.door.js';

const OSC = `\u001b]52;c;${Buffer.from('ä\nb').toString('base64')}\u0007`;

/** An environment in which tmux is this script, and the folder it may write to. */
function withTmux(script: string) {
	const folder = mkdtempSync(join(tmpdir(), 'container-lessons-tmux-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	writeFileSync(join(folder, 'tmux'), `#!/bin/sh\n${script}\n`);
	chmodSync(join(folder, 'tmux'), 0o755);
	const PATH = `${folder}${delimiter}${process.env['PATH']}`;
	return {folder, env: {PATH, FOLDER: folder, TMUX: '/tmp/tmux-0/default,1,0'}};
}

async function copy(env: NodeJS.ProcessEnv) {
	let written = '';
	const to = await copyText('ä\nb', {
		env,
		write: (text) => {
			written += text;
		},
	});
	return {to, written};
}

test('a terminal is offered the text, and nothing more is known', async () => {
	expect(await copy({})).toEqual({to: 'offered', written: OSC});
});

test('tmux takes it into its own buffer and offers it on itself', async () => {
	const {folder, env} = withTmux('echo "$@" > "$FOLDER/asked"; cat > "$FOLDER/text"');
	expect(await copy(env)).toEqual({to: 'tmux', written: ''});
	expect(readFileSync(join(folder, 'text'), 'utf8')).toBe('ä\nb');
	expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('load-buffer -w -\n');
});

test.each([
	['refuses', () => withTmux('exit 1').env],
	['is not there', () => ({PATH: '/nowhere', TMUX: '/tmp/tmux-0/default,1,0'})],
])('a tmux that %s is sent it both ways that it may pass on', async (_what, env) => {
	const {to, written} = await copy(env());
	expect(to).toBe('offered');
	expect(written).toBe(`${OSC}\u001bPtmux;\u001b${OSC}\u001b\\`);
});
