// What the learner saw, to keep or to hand in: as Markdown, or as a picture.

import {hostname, userInfo} from 'node:os';
import {readCgroupVersion} from '../../evidence/read-cgroup-version.door.js';
import {recapCard} from '../../session/recap.js';
import {type CommandRunner, flag, text} from '../define-command.js';
import {learnersGuideKeyFacts} from '../learners-guide-key.js';
import {isHarmless} from '../recap/is-harmless.js';
import {recapMarkdown} from '../recap/recap-markdown.js';
import {recapSvg} from '../recap/recap-svg.js';
import {EXIT} from '../report-error.js';

export const runRecap: CommandRunner = async (args, world) => {
	const [course, port] = await Promise.all([world.course(), world.progress()]);
	const facts = new Map([
		...learnersGuideKeyFacts(port.read()),
		['cgroup.version', readCgroupVersion()] as const,
	]);
	const names = [hostname(), hostname().split('.')[0] ?? '', userName()].filter(
		// Every host has that one.
		(name) => name !== 'root',
	);
	const isWhole = flag(args, 'all-values');
	const card = recapCard(
		course,
		port.read(),
		facts,
		(value) => isWhole || isHarmless(value, names),
	);
	const day = new Date().toISOString().slice(0, 10);
	const markdown = text(args, 'markdown');
	const svg = text(args, 'svg');
	if (markdown === undefined && svg === undefined) world.print(recapMarkdown(card, day).trimEnd());
	if (markdown !== undefined) await world.writeText(markdown, recapMarkdown(card, day));
	if (svg !== undefined) await world.writeText(svg, recapSvg(card, day));
	const files = [markdown, svg].filter((file) => file !== undefined && file !== '-');
	if (files.length > 0) world.warn(`What you saw is in ${files.join(' and ')}.`);
	world.warn(whatItHolds(card, isWhole));
	return EXIT.ok;
};

/** What of this host whoever gets it will read. */
function whatItHolds(
	{values, leftOut}: {readonly values: number; readonly leftOut: number},
	isWhole: boolean,
): string {
	if (values === 0 && leftOut === 0) return 'It holds no value of this host.';
	const held = `It holds ${values} ${values === 1 ? 'value' : 'values'} that this host showed you`;
	if (isWhole) return `${held}, with paths, names and commands: read it before you hand it in.`;
	if (leftOut === 0) return `${held}, none with a path, a name of this host or several words.`;
	return `${held}. ${leftOut} with a path, a name of this host or several words ${leftOut === 1 ? 'was' : 'were'} left out; --all-values writes them.`;
}

/** A uid without a name has none to keep to itself. */
function userName(): string {
	try {
		return userInfo().username;
	} catch {
		return '';
	}
}
