// Measures the budgets that scripts/bench/ sets against their peers, in one run on one machine, and prints
// ratios: a number of milliseconds means nothing on another machine.
//
//   npm run bench [-- --quick] [--json] [--only echo,flood]
import {existsSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {DIST} from './bench/program.mjs';
import {rows} from './bench/rows.mjs';
import {table} from './bench/table.mjs';

const {values} = parseArgs({
	options: {
		quick: {type: 'boolean', default: false},
		json: {type: 'boolean', default: false},
		only: {type: 'string'},
	},
});
if (!existsSync(DIST)) {
	process.stderr.write(
		'The program has not been built yet.\nRun `npm run build`, then run it again.\n',
	);
	process.exit(1);
}

const only = values.only?.split(',');
const wanted = rows.filter(({id}) => only === undefined || only.includes(id));
const results = [];
for (const row of wanted) {
	if (!values.json) process.stderr.write(`${row.id} ...\n`);
	try {
		for (const result of await row.measure({quick: values.quick})) {
			results.push({id: row.id, ...result});
		}
	} catch (error) {
		results.push({id: row.id, what: row.id, left: error.message.split('\n')[0]});
		if (!values.json) process.stderr.write(`${error.message}\n`);
	}
}
process.stdout.write(values.json ? `${JSON.stringify(results, null, '\t')}\n` : table(results));
process.exitCode = results.some(({holds}) => holds === false) ? 1 : 0;
