#!/usr/bin/env node
// Answers what needs no program, refuses a Node that can't run it, and starts it.
// CommonJS, because Node takes 5 ms to get its ES module loader ready, and --version is answered without.
const {existsSync, readFileSync} = require('node:fs');
const {join} = require('node:path');

const OLDEST = [20, 19];
const MAIN = join(__dirname, '../dist/main.js');

const fail = (sentence, nextStep) => {
	process.stderr.write(`${sentence}\n${nextStep}\n`);
	process.exitCode = 1;
};

const isDirectoryGone = () => {
	try {
		process.cwd();
		return false;
	} catch {
		return true;
	}
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const words = process.argv.slice(2);

if (words.length === 1 && (words[0] === '--version' || words[0] === '-v')) {
	const manifest = readFileSync(join(__dirname, '../package.json'), 'utf8');
	process.stdout.write(`${JSON.parse(manifest).version}\n`);
} else if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
	fail(
		`container-lessons needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`,
		'Install a newer Node from https://nodejs.org, then run it again.',
	);
} else if (isDirectoryGone()) {
	fail('The directory that you are in is gone.', 'Go to another one (cd), and start it again.');
} else if (existsSync(MAIN)) {
	void import('../dist/main.js');
} else {
	fail('The program has not been built yet.', 'Run `npm run build`, then run it again.');
}
