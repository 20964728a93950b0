import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {FACT_NAMES} from '../../src/domain/fact.js';

const PROGRAM = fileURLToPath(new URL('../../bin/container-lessons.js', import.meta.url));
const NAME = '500-two-names';
const STEP = `exercises/${NAME}/release.yaml`;

let pack = '';
beforeEach(() => {
	pack = mkdtempSync(join(tmpdir(), 'container-lessons-author-'));
});
afterEach(() => {
	rmSync(pack, {recursive: true, force: true});
});

/** Runs the built program in the folder of the pack, without a terminal. */
function run(args: readonly string[], input = '') {
	const env = {...process.env, XDG_CONFIG_HOME: pack, XDG_STATE_HOME: pack, LANG: 'C.UTF-8'};
	const {status, stdout, stderr} = spawnSync(process.execPath, [PROGRAM, ...args], {
		input,
		encoding: 'utf8',
		cwd: pack,
		env,
	});
	return {status, stdout, stderr};
}

const read = (path: string): string => readFileSync(join(pack, path), 'utf8');
const change = (path: string, from: string, to: string): void => {
	if (!read(path).includes(from)) throw new Error(`${path} does not hold ${from}`);
	writeFileSync(join(pack, path), read(path).replace(from, to));
};

describe('new', () => {
	test('writes a lesson that lints and verifies as it is, and says what to do next', () => {
		const {status, stdout} = run(['new', NAME]);
		expect(status).toBe(0);
		for (const file of [`lessons/${NAME}.md`, `exercises/${NAME}/exercise.yaml`, STEP]) {
			expect(stdout).toContain(`Wrote ${file}`);
		}
		expect(stdout).toContain('container-lessons start 500 --pack .');
		expect(run(['lint'])).toMatchObject({status: 0, stdout: 'No problems found.\n'});
		const proof = JSON.parse(run(['verify', '--pack', '.', '--json']).stdout);
		const outcomes = proof.proofs.map(({outcome}: {outcome: string}) => outcome);
		expect(new Set(outcomes)).not.toContain('does not hold');
		expect(outcomes.length).toBeGreaterThan(4);
	});

	test('names the guide, which is a file of the package', () => {
		const guide = /: (.*writing-lessons\.md)$/m.exec(run(['new', NAME]).stdout)?.[1] ?? '';
		expect(existsSync(guide)).toBe(true);
	});

	test('writes into the folder that --pack names, and a second lesson beside the first', () => {
		run(['new', NAME, '--pack', 'mine']);
		expect(run(['new', '510-three', '--pack', 'mine']).status).toBe(0);
		expect(run(['lint', 'mine'])).toMatchObject({status: 0, stdout: 'No problems found.\n'});
	});

	test('overwrites nothing, and says which name is free', () => {
		run(['new', NAME]);
		writeFileSync(join(pack, STEP), 'mine');
		for (const name of [NAME, '500-other', '510-two-names']) {
			const {status, stderr} = run(['new', name]);
			expect(status).toBe(1);
			expect(stderr).toContain('500-two-names');
			expect(stderr).toContain('Nothing was written.');
		}
		expect(run(['new', NAME]).stderr).toContain('501 is free');
		expect(read(STEP)).toBe('mine');
		expect(existsSync(join(pack, 'exercises/510-two-names'))).toBe(false);
	});

	test('leaves a single file alone that stands in its way', () => {
		mkdirSync(join(pack, 'exercises', NAME), {recursive: true});
		writeFileSync(join(pack, STEP), 'mine');
		expect(run(['new', NAME])).toMatchObject({status: 1, stdout: ''});
		expect(read(STEP)).toBe('mine');
		expect(existsSync(join(pack, `lessons/${NAME}.md`))).toBe(false);
	});

	test.each([
		'two-names',
		'50-two-names',
		'500-Two',
		'500-two--names',
		'500',
		'500_two',
		'../500-two',
	])('%s is no name, and is refused with a form to follow', (name) => {
		expect(run(['new', name])).toMatchObject({
			status: 64,
			stderr: expect.stringContaining('500-two-names'),
		});
	});

	test('binds the schemas for an editor where the package is installed, and keeps settings that are there', () => {
		mkdirSync(join(pack, 'node_modules/container-lessons/schema'), {recursive: true});
		run(['new', NAME]);
		const [[schema, files] = []] = Object.entries(
			JSON.parse(read('.vscode/settings.json'))['yaml.schemas'],
		);
		expect(schema).toMatch(/^\.\/node_modules\/container-lessons\/schema\/[a-z-]+\.schema\.json$/);
		expect(existsSync(String(schema).replace('./node_modules/container-lessons/', ''))).toBe(true);
		expect(files).toBe('exercises/*/*.yaml');
		writeFileSync(join(pack, '.vscode/settings.json'), '{}');
		run(['new', '510-three']);
		expect(read('.vscode/settings.json')).toBe('{}');
	});
});

describe('facts', () => {
	test('names every fact that a lesson may name, with a sentence and its value on this host', () => {
		const {facts} = JSON.parse(run(['facts', '--json']).stdout);
		expect(facts.map(({name}: {name: string}) => name)).toEqual(FACT_NAMES.map(({name}) => name));
		for (const {meaning} of facts) expect(meaning).toMatch(/\.$/);
		const release = facts.find(({name}: {name: string}) => name === 'kernel.release');
		expect(release.value).toBe(spawnSync('uname', ['-r'], {encoding: 'utf8'}).stdout.trim());
		const {stdout} = run(['facts']);
		expect(stdout).toContain(release.value);
		expect(stdout).toContain(release.meaning);
	});
});

describe('verify', () => {
	test('names file and line of a claim that does not hold, and which part gave the reason', () => {
		run(['new', NAME]);
		change(
			STEP,
			'printed:\n    fact: kernel.release\n    what: the kernel release',
			['all:', '    - file: {path: ~/note, what: x}', '    - printed: {fact: kernel.release}']
				.join('\n')
				.replace(', what: x', ''),
		);
		const {status, stdout} = run(['verify', '--pack', '.', '--only', 'wrong: echo']);
		expect(status).toBe(1);
		const line = read(STEP).split('\n').indexOf('    - name: echo') + 1;
		expect(stdout).toContain(`${STEP}:${line}: its reason should contain`);
		expect(stdout).toContain('(said by all[0].file)');
	});

	test('names file and line of a printed command that ends otherwise', () => {
		run(['new', NAME]);
		change(`lessons/${NAME}.md`, '$ uname', '$ false');
		const {stdout} = run(['verify', '--pack', '.', '--only', 'printed']);
		const line = read(`lessons/${NAME}.md`).split('\n').indexOf('$ false') + 1;
		expect(stdout).toContain(`lessons/${NAME}.md:${line}: `);
	});
});

describe('a folder that holds no lessons', () => {
	test('is named in full, with the command that writes one', () => {
		const {stderr} = run(['lint']);
		expect(stderr).toContain(`The folder ${pack} holds no lessons.`);
		expect(stderr).toContain('container-lessons new 500-two-names --pack .');
	});
});

describe('try', () => {
	test('a script that can not be played is a usage error with its lines, before anything is started', () => {
		const {status, stdout, stderr} = run(
			['try', '010', '--script', '-'],
			'uname -r\n:tabb shell\n:tab shel\n:key Entr\n',
		);
		expect(status).toBe(64);
		expect(stdout).toBe('');
		expect(stderr).toContain(
			"Line 2 of the script: A script can't say `:tabb`; did you mean `:tab`?",
		);
		expect(stderr).toContain('Line 3 of the script: There is no tab `shel`; did you mean `shell`?');
		expect(stderr).toContain('Line 4 of the script: There is no key `Entr`; did you mean `Enter`?');
	});

	test('a step that is open and untouched is not done yet; the ones after it are not reached', () => {
		const {stdout} = run(['try', '010', '--script', '-'], 'uname -r\n');
		const lines = stdout.split('\n');
		expect(lines).toContain('… not done yet  boot-id: Print the boot id');
		expect(lines).toContain('- not reached  name: Ask for the host name');
		const {steps} = JSON.parse(run(['try', '010', '--script', '-', '--json'], 'uname -r\n').stdout);
		expect(steps[1]).toMatchObject({
			verdict: 'not-yet',
			reason: 'Nothing has been done for it yet.',
		});
		expect(steps[2]).toMatchObject({verdict: 'not-yet', reason: 'It has not been reached.'});
	});
});
