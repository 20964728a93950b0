// Proves that nothing is left of a program that is killed, and nothing lost that it said was saved: at moments
// that the seed draws, as root and as an ordinary user, until the time is over. Prints how often, and what came of it.
//
//   npm run test:deaths [-- --seed TEXT] [--minutes N]
import {randomInt} from 'node:crypto';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {killProgram} from './deaths/kill-program.mjs';
import {buildSaver, fillDisk, killSavers, saveAtOnce, stopSaver} from './deaths/savers.mjs';
import {numbersFrom} from './drawn-numbers.mjs';

const {values} = parseArgs({
	options: {
		seed: {type: 'string', default: String(randomInt(10 ** 9))},
		minutes: {type: 'string', default: '3'},
	},
});

const minutes = Number(values.minutes);
if (!(minutes > 0)) {
	process.stderr.write('--minutes takes a number\n');
	process.exit(1);
}
const until = performance.now() + minutes * 60_000;
const below = numbersFrom(values.seed);
const say = (line) => process.stdout.write(`${line}\n`);
const work = mkdtempSync(join(tmpdir(), 'container-lessons-deaths-'));
chmodSync(work, 0o755);

const kinds = [
	['the program is killed', killProgram],
	['programs are killed while they save', killSavers],
	['programs save at once, on clocks of their own', saveAtOnce],
	['a program is stopped while it saves', stopSaver],
	['the disk fills up', fillDisk],
];
const sums = new Map(kinds.map(([what]) => [what, {times: 0, saved: 0, lost: 0, left: 0}]));
try {
	const saver = await buildSaver(work);
	for (let round = 0; round < kinds.length || performance.now() < until; round += 1) {
		const [what, play] = kinds[round % kinds.length];
		const sum = sums.get(what);
		const {saved = 0, lost = [], left = []} = await play({below, work, saver, round});
		sum.times += 1;
		sum.saved += saved;
		sum.lost += lost.length;
		sum.left += left.length;
		for (const one of left) say(`left, round ${round}: ${one}`);
		for (const one of lost) say(`lost, round ${round}: ${one}`);
	}
} finally {
	rmSync(work, {recursive: true, force: true});
}
const all = {left: 0, lost: 0};
for (const [what, {times, saved, lost, left}] of sums) {
	all.left += left;
	all.lost += lost;
	const came =
		saved > 0 || lost > 0 ? `${saved} steps said to be saved, ${lost} lost` : `${left} left`;
	say(`${what}: ${times} times, ${came}`);
}
say(`\nThe same again: npm run test:deaths -- --seed '${values.seed}' --minutes ${minutes}`);
say(`${all.left} left, ${all.lost} lost`);
process.exitCode = all.left + all.lost === 0 ? 0 : 1;
