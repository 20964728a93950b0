import type {ProcessView} from '../../domain/evidence.js';
import {printableLine} from '../../domain/printable.js';
import type {Xray} from '../../domain/xray.js';
import {commandLine} from '../xray/command-line.js';
import {foldProcesses, type XrayItem} from '../xray/fold-processes.js';
import {gaugesOf, tellingGroups} from '../xray/gauge-lines.js';
import {planXray, sandboxWall, type Wall, type XrayProcess} from '../xray/plan-xray.js';
import {kindList, uidText} from '../xray/wall-title.js';
import {wrapped} from './block-text.js';

const INDENT = '  ';
/** Deeper trees are indented no further. */
const DEEPEST = 12;

/** The X-ray in words: each process in a sentence, indented below who forked it. */
export function xrayText(xray: Xray, width: number): readonly string[] {
	const items = foldProcesses(planXray(xray), {alike: 1, depth: 40});
	const say = (sentence: string, depth: number): readonly string[] => {
		const indent = INDENT.repeat(Math.min(depth, DEEPEST));
		return wrapped(sentence, width, indent);
	};
	const sayItems = (list: readonly XrayItem[], depth: number): readonly string[] =>
		list.flatMap((item) => {
			if (item.kind !== 'process') return say(countSentence(item), depth);
			const {process, children} = item;
			const {wall} = process;
			const inside = wall === undefined ? depth : depth + 1;
			return [
				...(wall === undefined ? [] : say(`${capitalized(wallWords(wall))}:`, depth)),
				...say(processSentence(process), inside),
				...sayItems(children, inside + 1),
			];
		});
	return [
		...say(`X-ray: your processes from outside, all on kernel ${xray.kernel}, the host's own.`, 0),
		...say(`Your sandbox, ${wallWords(sandboxWall(xray))}:`, 0),
		...sayItems(items, 1),
		...groupSentences(xray).flatMap((sentence) => say(sentence, 0)),
	];
}

const wallWords = ({fresh, joined, joinedOf, uid}: Wall): string =>
	[
		...(fresh.length > 0 ? [`in new namespaces (${kindList(fresh)})`] : []),
		...(joined.length > 0 ? [`in namespaces of process ${joinedOf} (${kindList(joined)})`] : []),
		...(uid === undefined ? [] : [uidText(uid)]),
	].join(', ');

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `pid 24883 on the host, 39 in the sandbox, 1 in its own PID namespace`. */
function numbersText({pid, nsPids}: ProcessView): string {
	const inside = nsPids.slice(1).map((number, index, all) => {
		if (index === 0) return `${number} in the sandbox`;
		return index === all.length - 1 ? `${number} in its own PID namespace` : `${number} between`;
	});
	return [`pid ${pid} on the host`, ...inside].join(', ');
}

function processSentence({process, hasOwnRoot, group}: XrayProcess): string {
	const isShell = process.tab !== undefined && process.depth === 0;
	const more = [
		...(isShell ? [`the shell of terminal ${process.tab}`] : []),
		...(process.foreground ? ['in the foreground'] : []),
		...(process.state === 'Z' ? ['a zombie'] : []),
		...(process.state === 'T' ? ['stopped'] : []),
		...(hasOwnRoot ? ['with a root directory of its own'] : []),
		...(group === undefined ? [] : [`in control group ${printableLine(group)}`]),
	];
	return `${[`${commandLine(process)}: ${numbersText(process)}`, ...more].join(', ')}.`;
}

const countSentence = (item: Exclude<XrayItem, {kind: 'process'}>): string =>
	item.kind === 'below'
		? `${item.processes} more processes below.`
		: `${item.siblings} more like it${item.processes > item.siblings ? `, ${item.processes} processes` : ''}.`;

function groupSentences({groups}: Xray): readonly string[] {
	if (groups === undefined) return ['This host gave the sandbox no control group of its own.'];
	return tellingGroups(groups).map((group) => {
		const gauges = gaugesOf(group).map(({text}) => text);
		return `Control group ${printableLine(group.path)}: ${gauges.join('; ')}.`;
	});
}
