import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {UserError} from '../../domain/user-error.js';
import {readNames} from '../../files/read-text.door.js';
import {type CommandRunner, text} from '../define-command.js';
import {editorSettings} from '../editor-settings.js';
import {newLesson} from '../new-lesson.js';
import {EXIT} from '../report-error.js';

const NAME = /^(?<id>\d{3})-(?<slug>[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Beside dist/, where the bundle stands. */
const GUIDE = fileURLToPath(new URL('../docs/writing-lessons.md', import.meta.url));

export const runNew: CommandRunner = async (args, world) => {
	const name = text(args, 'name') ?? '';
	const {id, slug} = NAME.exec(name)?.groups ?? {};
	if (id === undefined || slug === undefined) {
		throw new UserError(
			`"${name}" is no name of a lesson.`,
			'A name is three digits, and lower-case words joined by hyphens: 500-two-names.',
			EXIT.usage,
		);
	}
	const pack = text(args, 'pack') ?? '.';
	refuseTaken(pack, id, slug);
	const files = {...newLesson(id, slug), ...settingsFor(pack)};
	await world.writeNewFiles(pack, files);
	const hints = [
		[`start ${id} --pack ${pack}`, 'shows it, and again after each save'],
		[`lint ${pack}`, 'names what is wrong, with file and line'],
		[`verify ${id} --pack ${pack}`, 'plays every attempt in a sandbox'],
	] as const;
	const widest = Math.max(...hints.map(([command]) => command.length));
	world.print(
		[
			...Object.keys(files).map((path) => `Wrote ${join(pack, path)}`),
			'',
			'It is a lesson of one step. Replace its words:',
			...hints.map(([command, does]) => `  container-lessons ${command.padEnd(widest)}  ${does}`),
			`How that is done: ${GUIDE}`,
		].join('\n'),
	);
	return EXIT.ok;
};

/** A lesson is told by its id and its slug: a second one of either would hide the first. */
function refuseTaken(pack: string, id: string, slug: string): void {
	const lessons = readNames(join(pack, 'lessons'));
	const taken = [...lessons, ...readNames(join(pack, 'exercises'))].find(
		(file) => file.startsWith(`${id}-`) || file.replace(/\.md$/, '').slice(4) === slug,
	);
	if (taken === undefined) return;
	const free = [...Array(1000).keys()]
		.map((number) => String(number).padStart(3, '0'))
		.find((number) => number > id && !lessons.some((file) => file.startsWith(number)));
	throw new UserError(
		`${join(pack, lessons.includes(taken) ? 'lessons' : 'exercises', taken)} is there already, and has the id ${taken.slice(0, 3)}.`,
		`Take another name${free === undefined ? '' : `; ${free} is free`}. Nothing was written.`,
	);
}

/** What tells an editor of the schemas, where the pack has this package installed and no settings of its own. */
function settingsFor(pack: string): Readonly<Record<string, string>> {
	const path = '.vscode/settings.json';
	const hasSchemas = existsSync(join(pack, 'node_modules/container-lessons/schema'));
	if (!hasSchemas || existsSync(join(pack, path))) return {};
	return {[path]: editorSettings('./node_modules/container-lessons/schema')};
}
