/** Prints, as JSON, what `doctor` would see without a try at a sandbox; a program of its own so that tests can run it in a worse world. */
import {probeHost} from '../../src/host/probe-host.door.js';
import {readSandboxHost} from '../../src/host/read-sandbox-host.door.js';
import {reportHost} from '../../src/host/report-host.js';

process.stdout.write(
	JSON.stringify(
		reportHost({
			...(await probeHost(readSandboxHost(), 15, Promise.resolve(false))),
			trial: {kind: 'untried'},
		}),
	),
);
