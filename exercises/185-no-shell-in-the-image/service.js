#!/usr/bin/env node
// What an image of this exercise holds: a service without anything beside it.
//
//   service serve NAME   answers at the address in /etc/service.conf, with what its worker says
//   service watch NAME   serves while nothing is in /run/hold, the host is called as /etc/name says, and its worker answers
//
// Its words come from the spec of the container.
import {fork} from 'node:child_process';
import {existsSync, openSync, readdirSync, readFileSync, unlinkSync, writeFileSync, writeSync} from 'node:fs';
import {createServer} from 'node:http';
import {hostname} from 'node:os';

const PATIENCE_MS = 700;
const PAUSE_MS = 300;
const [role, name] = process.argv.slice(2);
const {mate, sick, well, entry, draw} = process.env;

/**
 * A child that answers whatever it is asked. In the group of `box` it would be woken when that one ends: the kernel sends
 * HUP and CONT to a group that becomes orphaned and has a stopped process (setpgid(2)).
 */
function startWorker() {
	return new Promise((resolve) => {
		const worker = fork(process.argv[1], ['work', mate], {detached: true});
		worker.once('message', () => resolve(worker));
	});
}

function ask(worker) {
	return new Promise((resolve) => {
		const end = setTimeout(() => resolve(false), PATIENCE_MS);
		worker.once('message', () => {
			clearTimeout(end);
			resolve(true);
		});
		// With a callback a worker that has ended is no error: it does not answer.
		worker.send('are you there?', () => {});
	});
}

async function serve() {
	const conf = readFileSync('/etc/service.conf', 'utf8');
	const port = Number(/^listen .*:(\d+)$/m.exec(conf)[1]);
	// As after a careless clean-up: the name is gone, and the file is there while somebody has it open.
	const log = openSync('/var/log/service.log', 'a');
	unlinkSync('/var/log/service.log');
	const worker = await startWorker();
	writeSync(log, `${name}: build ${/^build (.*)$/m.exec(conf)[1]}, worker ${worker.pid} started\n`);
	process.kill(worker.pid, 'SIGSTOP');
	writeSync(log, `${name}: worker ${mate}/${entry} does not answer, and has not ended\n`);
	const server = createServer(async (_, response) => {
		const isWell = await ask(worker);
		response.statusCode = isWell ? 200 : 503;
		response.end(
			isWell
				? `${name}/${well}: my worker is back\n`
				: `${name}/${sick}: my worker does not answer; more is in my log\n`,
		);
	});
	server.listen(port, '127.0.0.1', () => console.log(`service: ${name} runs`));
}

async function watch() {
	process.title = `waits ${name}`;
	const worker = await startWorker();
	const fault = ['hold', 'name', 'frozen'][Number(draw) % 3];
	if (fault === 'hold') writeFileSync(`/run/hold/${entry}`, '');
	if (fault === 'name') writeFileSync('/etc/name', `${entry}\n`);
	if (fault === 'frozen') process.kill(worker.pid, 'SIGSTOP');
	console.log(`service: ${name} runs`);
	for (;;) {
		const isFree = !existsSync('/run/hold') || readdirSync('/run/hold').length === 0;
		const isNamed = existsSync('/etc/name') && readFileSync('/etc/name', 'utf8').trim() === hostname();
		const serves = (await ask(worker)) && isFree && isNamed;
		process.title = `${serves ? 'serves' : 'waits'} ${name}`;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}

function work() {
	process.title = `worker ${name}`;
	process.on('message', () => process.send('yes'));
	process.on('disconnect', () => process.exit());
	process.send('ready');
}

await {serve, watch, work}[role]();
