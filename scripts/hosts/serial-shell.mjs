// A shell on a serial line: runs one command at a time and tells what it printed and its status.
import {createServer} from 'node:net';

/**
 * @param {string} path of the socket that the emulator connects to
 * @param {RegExp} prompt that the login shell shows first
 */
export async function createSerialShell(path, prompt) {
	let text = '';
	let watcher = () => {};
	let line;
	const server = createServer((socket) => {
		line = socket;
		socket.on('error', () => {});
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			watcher();
		});
	});
	await new Promise((resolve) => server.listen(path, resolve));
	let count = 0;

	/** Resolves with the match and what stood before it; rejects with the last lines. */
	const until = (pattern, seconds) =>
		new Promise((resolve, reject) => {
			const finish = (settle, value) => {
				clearTimeout(timer);
				watcher = () => {};
				settle(value);
			};
			const look = () => {
				const found = pattern.exec(text);
				if (!found) return;
				const before = text.slice(0, found.index);
				text = text.slice(found.index + found[0].length);
				finish(resolve, {before, found});
			};
			const timer = setTimeout(
				() =>
					finish(
						reject,
						new Error(
							`${seconds} s were not enough to see ${pattern}; last was:\n${text.slice(-2000)}`,
						),
					),
				seconds * 1000,
			);
			watcher = look;
			look();
		});

	return {
		/** Waits for the login, and makes the line say nothing but what commands print. */
		async login(seconds) {
			await until(prompt, seconds);
			line.write(
				`set +o emacs; PS1= PS2=; stty -echo -onlcr rows 30 cols 100; echo "ready$((1))"\r`,
			);
			await until(/ready1\r?\n/, 60);
		},
		/** Both outputs in one, and the status. */
		async run(command, seconds = 120) {
			count += 1;
			const mark = `@@${count}`;
			line.write(`{ ${command}\n} 2>&1 </dev/null; echo "${mark}:$?@"\n`);
			const {before, found} = await until(new RegExp(`${mark}:(\\d+)@\\r?\\n`), seconds);
			return {output: utf8(before), status: Number(found[1])};
		},
		/** Runs a program that talks on the terminal: each pattern is awaited, its answer typed. Returns all it said. */
		async converse(command, exchanges, seconds = 120) {
			count += 1;
			const mark = `@@${count}`;
			let said = '';
			line.write(`${command}; echo "${mark}:$?@"\n`);
			for (const [pattern, answer] of exchanges) {
				const {before, found} = await until(pattern, seconds);
				said += before + found[0];
				line.write(answer);
			}
			const {before, found} = await until(new RegExp(`${mark}:(\\d+)@\\r?\\n`), seconds);
			line.write('stty -echo -onlcr\n');
			return {output: utf8(said + before), status: Number(found[1])};
		},
		close() {
			line?.destroy();
			server.close();
		},
	};
}

/** What came is kept a byte a character, so that none is cut in two. */
const utf8 = (bytes) => Buffer.from(bytes, 'latin1').toString('utf8');
