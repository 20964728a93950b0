#!/usr/bin/env node
// ctl COMMAND...: has the engine behind /run/engine.sock start a command, and prints what it printed.
import {connect} from 'node:net';

const SOCKET = '/run/engine.sock';

const connection = connect({path: SOCKET, allowHalfOpen: true}, () =>
	connection.end(JSON.stringify(process.argv.slice(2))),
);
connection.pipe(process.stdout);
connection.on('error', ({code}) => {
	console.error(`ctl: connect ${SOCKET}: ${code}`);
	process.exitCode = 1;
});
