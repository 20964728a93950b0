// What the rows share: quantiles, results, and a terminal whose raw output is timed.
import {execFileSync} from 'node:child_process';
import {spawn} from '@lydell/node-pty';

/** `share` is 0.5 for the median. */
export function quantile(values, share) {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** A result that must not be more than `limit` times what the peer takes. */
export function compared(what, peer, {ours, theirs}, limit, share = 0.5) {
	const [mine, other] = [quantile(ours, share), quantile(theirs, share)];
	const ratio = mine / other;
	return {
		what,
		peer,
		ours: mine,
		theirs: other,
		ratio,
		unit: 'ms',
		must: `<= ${limit.toFixed(2).replace(/0$/, '')}x`,
		holds: ratio <= limit,
		pairs: Math.min(ours.length, theirs.length),
	};
}

/** A result that must not be more than `limit` in itself. */
export const bounded = (what, ours, limit, unit) => ({
	what,
	ours,
	unit,
	must: `<= ${limit} ${unit}`,
	holds: ours <= limit,
});

/** Takes turns, so that what else the machine does falls on both alike. */
export async function pairs(count, ours, theirs) {
	const taken = {ours: [], theirs: []};
	for (let n = 0; n < count; n++) {
		taken.ours.push(await ours(n));
		taken.theirs.push(await theirs(n));
	}
	return taken;
}

export const isInstalled = (tool) => {
	try {
		execFileSync('sh', ['-c', 'command -v "$1"', 'sh', tool], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
};

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A command on a terminal; times are those at which its raw output came. */
export function openTimed([file, ...args], {columns = 80, rows = 24, env}) {
	const startedAt = performance.now();
	const child = spawn(file, args, {cols: columns, rows, env});
	let text = '';
	let wanted;
	let lastAt = startedAt;
	const look = () => {
		if (wanted?.isSeen(text)) {
			const {resolve} = wanted;
			wanted = undefined;
			resolve(lastAt);
		}
	};
	child.onData((chunk) => {
		lastAt = performance.now();
		text += chunk;
		// A flood would fill the memory; what is looked for is in the newest.
		if (text.length > 1e6) text = text.slice(-1e5);
		look();
	});
	const exit = new Promise((resolve) => child.onExit(() => resolve(performance.now())));
	return {
		startedAt,
		pid: child.pid,
		exit,
		send: (keys) => child.write(keys),
		/** From now on only what comes anew is looked at. */
		forget: () => {
			text = '';
		},
		/** The time at which it was seen, a text or a claim about all output since `forget`. */
		seen: (sought, milliseconds = 30_000) =>
			new Promise((resolve, reject) => {
				const isSeen = typeof sought === 'string' ? (all) => all.includes(sought) : sought;
				const timer = setTimeout(() => {
					wanted = undefined;
					reject(
						new Error(
							`${file} did not show ${sought}; it showed ${JSON.stringify(text.slice(-2000))}`,
						),
					);
				}, milliseconds);
				wanted = {
					isSeen,
					resolve: (at) => {
						clearTimeout(timer);
						resolve(at);
					},
				};
				look();
			}),
		/** Resolves when nothing came for so long. */
		async quiet(milliseconds) {
			while (performance.now() - lastAt < milliseconds) {
				await pause(milliseconds - (performance.now() - lastAt) + 1);
			}
		},
		async close() {
			child.kill('SIGTERM');
			const gone = await Promise.race([exit, pause(3000)]);
			if (gone === undefined) child.kill('SIGKILL');
			await exit;
		},
	};
}
