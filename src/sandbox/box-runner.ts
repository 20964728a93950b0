import type {Duplex, Readable} from 'node:stream';
import type {BoxResult} from '../domain/box.js';

/** Runs scripts in the sandbox, one after the other. */
export interface BoxRunner {
	run(script: string, timeoutMs: number): Promise<BoxResult>;
	/** The sandbox is gone: whatever waits is answered. */
	ended(): void;
}

const GONE: BoxResult = {status: 137, stdout: '', stderr: 'The sandbox has ended.'};
/** How much longer than its timeout a script is waited for: it may be killed only when it is scheduled. */
const GRACE_MS = 2000;

/**
 * Speaks the runner's protocol of `inside-scripts.ts`. Background processes of a script live on; what they
 * print later than its end is dropped.
 */
export function createBoxRunner(key: string, out: Duplex, errors: Readable): BoxRunner {
	const stdout = createCapture(key, out);
	const stderr = createCapture(key, errors);
	let last: Promise<unknown> = Promise.resolve();
	let id = 0;
	let over = false;
	let end: () => void = () => {};
	const gone = new Promise<void>((resolve) => {
		end = resolve;
	});

	const runNow = async (script: string, timeoutMs: number): Promise<BoxResult> => {
		if (over) return GONE;
		id += 1;
		const seconds = timeoutMs / 1000;
		// Descriptor 9 is where sh reads the script from; the script's own children need not have it.
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

/** Collects a stream up to the line that ends a run. */
function createCapture(key: string, stream: Readable) {
	let chunks: Buffer[] = [];
	let waiting: {readonly id: number; readonly settle: (captured: Captured) => void} | undefined;
	const endLine = new RegExp(`\\n${key} (\\d+) (\\d+)\\n`, 'g');
	const longest = key.length + 32;
	// The end line may be split over chunks, so the search goes a little back.
	let tail = '';
	stream.on('data', (chunk: Buffer) => {
		chunks.push(chunk);
		tail += chunk.toString('latin1');
		for (const match of tail.matchAll(endLine)) {
			const whole = Buffer.concat(chunks);
			const rest = tail.length - (match.index + match[0].length);
			const text = whole.subarray(0, whole.length - rest - match[0].length).toString('utf8');
			chunks = rest === 0 ? [] : [whole.subarray(whole.length - rest)];
			if (waiting?.id === Number(match[1])) waiting.settle({text, status: Number(match[2])});
		}
		tail = chunks.length === 0 ? '' : tail.slice(-longest);
	});
	return {
		until: (id: number): Promise<Captured> =>
			new Promise((settle) => {
				chunks = [];
				tail = '';
				waiting = {id, settle};
			}),
	};
}
