// Saves steps one after the other, and prints the name of each once the store says that it is saved. Its clock
// is $AHEAD milliseconds fast. Bundled by savers.mjs.
//
//   node saver.mjs DIR NAME COUNT
import {writeSync} from 'node:fs';
import process from 'node:process';
import {openProgress} from '../../src/progress/progress-file.door.js';

const [dir, name, count] = process.argv.slice(2);
const now = Date.now;
Date.now = () => now() + Number(process.env['AHEAD'] ?? 0);

const record = {state: 'done', at: '2026-11-20T10:00:00.000Z', hints: 0, helped: false, seen: []};
const progress = openProgress({dir});
/** Saved in memory alone: the next save that succeeds writes them, too. */
let waiting = [];
for (let number = 0; number < Number(count); number += 1) {
	const step = `${name}/${number}`;
	progress.update((before) => ({...before, steps: {...before.steps, [step]: record}}));
	waiting.push(step);
	if (!progress.isSaved) continue;
	writeSync(1, waiting.map((one) => `${one}\n`).join(''));
	waiting = [];
}
