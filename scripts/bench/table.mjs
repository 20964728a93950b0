// Prints results in columns.

const HEAD = ['what', 'measured', 'against', 'ratio', 'must', ''];

/** One line a result; what could not be measured says why. */
export function table(results) {
	const lines = results.map(({what, ours, theirs, peer, ratio, must, holds, unit, left}) =>
		left === undefined
			? [
					what,
					`${number(ours)} ${unit}`,
					theirs === undefined ? (peer ?? '') : `${number(theirs)} ${unit}, ${peer}`,
					ratio === undefined ? '' : `${ratio.toFixed(2)}x`,
					must,
					holds ? 'holds' : 'MISSED',
				]
			: [what, 'left out:', left, '', '', ''],
	);
	const all = [HEAD, ...lines];
	const widths = HEAD.map((_, column) => Math.max(...all.map((line) => line[column].length)));
	return all
		.map((line) =>
			line
				.map((cell, column) => cell.padEnd(widths[column]))
				.join('  ')
				.trimEnd(),
		)
		.join('\n')
		.concat('\n');
}

const number = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
