import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {hasTool} from '../../../src/host/read-sandbox-host.door.js';
import {addressText} from '../../../src/room/address.js';
import {placesOf} from '../../../src/room/subjects.js';
import {dockerLikeFilter, underFilter} from '../../host/docker-like-filter.js';
import {startRoom} from '../../room/room-server.js';
import {builtCourse} from '../built-course.js';
import {GUIDE, LEARNER, PROGRAM, ROOT, typeLine} from '../program.js';
import {COURSE, ENTER, ESC, type Walk} from './walks.js';

const xray: Walk = {
	name: 'the X-ray: pids and memory of this run',
	async go(stage) {
		const tui = stage.open([...COURSE, 'start', '010']);
		await tui.until('What you will do');
		tui.send('e');
		await tui.until(`${LEARNER}:~$`);
		tui.send(`${GUIDE}x`);
		await tui.until(/│ *\d+ bash -i .*your shell/);
		await stage.draw(tui, 'x-ray');
		tui.send(`${GUIDE}h`);
		await tui.until('Hint 1');
		await stage.draw(tui, 'x-ray and hint');
		typeLine(tui, 'clear; unshare -Urpfn --mount-proc bash');
		await tui.until(ROOT);
		typeLine(tui, 'clear; sleep 1000 &');
		await tui.until('sleep 1000');
		tui.send(`${GUIDE}i`);
		await tui.until('Enter open');
		tui.send('jj');
		await stage.draw(tui, 'x-ray walked');
		tui.send(ENTER);
		await tui.until('Root and mounts');
		await stage.draw(tui, 'x-ray opened');
		tui.send('j'.repeat(60));
		await stage.draw(tui, 'x-ray opened, further down');
	},
};

const host: Walk = {
	name: 'what tells of this host: doctor, list, xray',
	async go(stage) {
		const printed = async (name: string, ...args: readonly string[]): Promise<void> => {
			const tui = stage.open([...COURSE, ...args]);
			await tui.exit;
			await stage.draw(tui, name);
		};
		await printed('doctor', 'doctor');
		await printed('list', 'list');
		await printed('config', 'config');
		await printed('unknown command', 'strat');
		await printed('unknown lesson', 'start', '011');
		const list = stage.open([...COURSE, 'xray']);
		await list.until('❯');
		await stage.draw(list, 'x-ray of a host');
		list.send('?');
		await stage.draw(list, 'x-ray of a host, help');
		const one = stage.open([...COURSE, 'xray', String(process.pid)]);
		await one.until(/namespaces|the host's/);
		await stage.draw(one, 'x-ray of a process');
		for (const part of ['2', '3', '4', '5']) {
			one.send(part);
			await stage.draw(one, `x-ray of a process, ${part}`);
		}
		const two = stage.open([...COURSE, 'xray', '--diff', String(process.pid), String(one.pid)]);
		await two.untilAtRest('q', 3000);
		await stage.draw(two, 'x-ray of two processes');
	},
};

const withoutSandbox: Walk = {
	name: 'a host without sandboxes, in words that depend on who asks',
	async go(stage) {
		const directory = mkdtempSync(join(tmpdir(), 'container-lessons-screens-'));
		const filter = join(directory, 'filter');
		writeFileSync(filter, dockerLikeFilter(), {mode: 0o644});
		const open = (...args: readonly string[]) =>
			stage.open([...underFilter(filter), ...COURSE, ...args, '--path', 'all']);
		const first = open();
		await first.until(/Of the \d+ steps/);
		await stage.draw(first, 'no sandbox, opening');
		first.send('m');
		await first.until('❯');
		await stage.draw(first, 'no sandbox, menu');
		first.send('e');
		await first.until('observe$');
		await stage.draw(first, 'no sandbox, a step that is observed');
		typeLine(first, 'rm x');
		await first.until('only look');
		await stage.draw(first, 'no sandbox, a command that is refused');
		typeLine(first, 'clear');
		typeLine(first, 'uname -r');
		await first.until('◐ seen');
		await stage.draw(first, 'no sandbox, seen');
		const needs = open('start', '130');
		await needs.until('What you');
		needs.send('e');
		await needs.until('needs a sandbox');
		await stage.draw(needs, 'no sandbox, a step that needs one');
		const blocked = open('start', '120');
		await blocked.until('What you');
		blocked.send('e');
		await blocked.until("can't run here");
		await stage.draw(blocked, 'no sandbox, an exercise that needs one');
		rmSync(directory, {recursive: true});
	},
};

const practice: Walk = {
	name: 'practice: values of this run',
	async go(stage) {
		const tui = stage.open([...COURSE, 'practice', '030']);
		await tui.until(`${LEARNER}:~$`);
		await stage.draw(tui, 'practice');
		tui.send(`${GUIDE}s`);
		await stage.draw(tui, 'practice, solution asked');
		tui.send(`${ESC}${GUIDE}m`);
		await tui.until('❯');
		await stage.draw(tui, 'practice, menu');
	},
};

const author: Walk = {
	name: 'a pack that is saved with mistakes: it is written anew each time',
	async go(stage) {
		const pack = mkdtempSync(join(tmpdir(), 'container-lessons-pack-'));
		execFileSync(process.execPath, [PROGRAM, 'new', '500-two-names', '--pack', pack]);
		const tui = stage.open([...COURSE, 'start', '--pack', pack]);
		await tui.until('Two names');
		await stage.draw(tui, 'pack, opening');
		const step = join(pack, 'exercises/500-two-names/release.yaml');
		const text = readFileSync(step, 'utf8');
		writeFileSync(step, text.replace('hints:', 'hint:').replace('printed:', 'prints:'));
		await tui.until('saved with mistakes');
		await stage.draw(tui, 'pack, saved with mistakes');
		rmSync(pack, {recursive: true, force: true});
	},
};

const room: Walk = {
	name: 'the room of a workshop: ports and times of this run',
	async go(stage) {
		if (!hasTool('nats-server')) return stage.skip('a room needs nats-server');
		const server = await startRoom(3, placesOf(builtCourse()));
		try {
			const board = stage.open([
				...COURSE,
				...['room', 'watch', addressText(server.addressOf('board'))],
			]);
			await board.until('Nobody is here');
			await stage.draw(board, 'room, nobody is here');
			const ada = stage.open([...COURSE, '--room', addressText(server.addressOf(1))]);
			await ada.until('Your name in the room');
			await stage.draw(ada, 'room, what will be sent');
			ada.send(`Ada${ENTER}`);
			await ada.until('You are in the room');
			await stage.draw(ada, 'room, joined');
			ada.send('e');
			await ada.until(`${LEARNER}:~$`);
			ada.send(`${GUIDE}!`);
			await board.until('HAND UP');
			const bob = stage.open([...COURSE, '--room', addressText(server.addressOf(2))]);
			await bob.until('Your name in the room');
			bob.send(`Bob with a long name${ENTER}`);
			await board.until('Bob');
			await stage.draw(board, 'room, two learners');
			board.send('t');
			await board.until('To all:');
			await stage.draw(board, 'room, a sentence is written');
			board.send(`Back at eleven.${ENTER}`);
			await ada.until('Back at eleven.');
			await stage.draw(ada, 'room, a sentence was said');
			board.send('?');
			await stage.draw(board, 'room, keys of the board');
		} finally {
			await server.close();
		}
	},
};

/** Screens that are only drawn: each walk says why they are others on each host or in each run. */
export const DRAWN_WALKS: readonly Walk[] = [xray, host, withoutSandbox, practice, author, room];
