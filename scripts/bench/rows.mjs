// Every row of the benchmark: what is measured, in the order it is printed.
import {idle} from './idle-row.mjs';
import {installSize} from './install-row.mjs';
import {memory} from './memory-row.mjs';
import {largePack} from './pack-row.mjs';
import {coldSandbox} from './sandbox-row.mjs';
import {firstFrame, help, version} from './start-rows.mjs';
import {echo, flood} from './terminal-rows.mjs';
import {trace} from './trace-rows.mjs';
import {verdict} from './verdict-row.mjs';

export const rows = [
	{id: 'first-frame', measure: firstFrame},
	{id: 'version', measure: version},
	{id: 'help', measure: help},
	{id: 'echo', measure: echo},
	{id: 'flood', measure: flood},
	{id: 'trace', measure: trace},
	{id: 'sandbox', measure: coldSandbox},
	{id: 'verdict', measure: verdict},
	{id: 'memory', measure: memory},
	{id: 'idle', measure: idle},
	{id: 'pack', measure: largePack},
	{id: 'install', measure: installSize},
];
