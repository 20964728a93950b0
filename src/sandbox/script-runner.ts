// Runs this program's own scripts inside the sandbox, over a socket no tab uses.

import type {Duplex, Readable} from 'node:stream';
import type {ScriptResult} from '../domain/sandbox.js';

/** Runs scripts in the sandbox, one after the other. */
export interface ScriptRunner {
	run(script: string, timeoutMs: number): Promise<ScriptResult>;
	/** The sandbox is gone: whoever waits gets an answer. */
	ended(): void;
}

const GONE: ScriptResult = {status: 137, stdout: '', stderr: 'The sandbox has ended.'};
/** Extra patience after a script's timeout: the kill waits for its turn on a busy host. */
const GRACE_MS = 2000;

/**
 * Speaks the runner's protocol of `inside-scripts.ts`. A script's background processes live on;
 * what they print after its end is dropped.
 */
export function createScriptRunner(key: string, out: Duplex, errors: Readable): ScriptRunner {
	const stdout = createCapture(key, out);
	const stderr = createCapture(key, errors);
	let last: Promise<unknown> = Promise.resolve();
	let id = 0;
	let over = false;
	let end: () => void = () => {};
	const gone = new Promise<void>((resolve) => {
		end = resolve;
	});

	const runNow = async (script: string, timeoutMs: number): Promise<ScriptResult> => {
		if (over) return GONE;
		id += 1;
		const seconds = timeoutMs / 1000;
		// sh reads the script from descriptor 9; the script's own children need not have it.
		const bytes = Buffer.from(`exec 9<&-; ${script}\n`);
		const answers = Promise.all([stdout.until(id), stderr.until(id)]);
		out.write(`\n${key} ${id} ${seconds} ${bytes.length}\n`);
		out.write(bytes);
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<undefined>((resolve) => {
			timer = setTimeout(() => resolve(undefined), timeoutMs + GRACE_MS);
		});
		const answer = await Promise.race([answers, late, gone.then(() => undefined)]);
		clearTimeout(timer);
		if (answer === undefined)
			return over ? GONE : {...GONE, stderr: 'The sandbox does not answer.'};
		const [printed, complained] = answer;
		return {status: printed.status, stdout: printed.text, stderr: complained.text};
	};

	return {
		run(script, timeoutMs) {
			const result = last.then(() => runNow(script, timeoutMs));
			last = result;
			return result;
		},
		ended() {
			over = true;
			end();
		},
	};
}

interface Captured {
	readonly text: string;
	readonly status: number;
}

/**
 * Whatever exceeds it is dropped: a script that prints without end must not fill this program's
 * memory.
 */
const MOST_KEPT = 4 * 1024 * 1024;

interface Waiting {
	readonly endLine: RegExp;
	/** The end line may be split across chunks, so this many bytes are looked at again. */
	readonly longest: number;
	readonly settle: (captured: Captured) => void;
	readonly kept: Buffer[];
	room: number;
	unsure: Buffer;
}

/** Collects a stream up to the line that ends a run; output between two runs belongs to none. */
function createCapture(key: string, stream: Readable) {
	let waiting: Waiting | undefined;
	stream.on('data', (chunk: Buffer) => {
		if (waiting === undefined) return;
		const bytes = Buffer.concat([waiting.unsure, chunk]);
		const end = waiting.endLine.exec(bytes.toString('latin1'));
		const sure = end?.index ?? Math.max(0, bytes.length - waiting.longest);
		const fitting = bytes.subarray(0, Math.min(sure, waiting.room));
		// An empty subarray would still keep the whole chunk alive.
		if (fitting.length > 0) waiting.kept.push(fitting);
		waiting.room -= fitting.length;
		waiting.unsure = bytes.subarray(sure);
		if (end === null) return;
		const text = Buffer.concat(waiting.kept).toString('utf8');
		waiting.settle({text, status: Number(end[1])});
		waiting = undefined;
	});
	return {
		until: (id: number): Promise<Captured> =>
			new Promise((settle) => {
				const endLine = new RegExp(`\\n${key} ${id} (\\d+)\\n`);
				const longest = `\n${key} ${id} 255\n`.length;
				waiting = {endLine, longest, settle, kept: [], room: MOST_KEPT, unsure: Buffer.alloc(0)};
			}),
	};
}
