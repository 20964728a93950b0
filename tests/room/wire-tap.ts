import {connect, createServer} from 'node:net';

/** Stands between learners and a server on loopback, and keeps what each connection sent. Whoever opens it closes it. */
export interface WireTap {
	readonly port: number;
	/** What learners have sent, a text a connection, in the order in which they came. */
	sent(): readonly string[];
	close(): Promise<void>;
}

export async function openWireTap(serverPort: number): Promise<WireTap> {
	const connections: Buffer[][] = [];
	const sockets = new Set<{destroy(): unknown}>();
	const tap = createServer((learner) => {
		const bytes: Buffer[] = [];
		connections.push(bytes);
		const server = connect(serverPort, '127.0.0.1');
		sockets.add(learner).add(server);
		learner.on('data', (chunk) => bytes.push(chunk));
		learner.on('error', () => server.destroy());
		server.on('error', () => learner.destroy());
		learner.pipe(server).pipe(learner);
	});
	await new Promise<void>((resolve) => tap.listen(0, '127.0.0.1', resolve));
	const address = tap.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		sent: () => connections.map((bytes) => Buffer.concat(bytes).toString('utf8')),
		close: () => {
			for (const socket of sockets) socket.destroy();
			return new Promise((resolve) => tap.close(() => resolve()));
		},
	};
}

export interface Sent {
	/** `CONNECT`, `PUB`, … (docs.nats.io, client protocol). */
	readonly verb: string;
	/** What stands behind it on the line. */
	readonly words: readonly string[];
	readonly payload: string;
}

/** Takes apart what a client said. Throws at anything that is not of the protocol. */
export function parseSent(text: string): readonly Sent[] {
	const all: Sent[] = [];
	let rest = text;
	while (rest !== '') {
		const end = rest.indexOf('\r\n');
		if (end < 0) throw new Error(`not a line: ${rest}`);
		const [verb = '', ...words] = rest.slice(0, end).split(' ');
		rest = rest.slice(end + 2);
		if (!/^(?:CONNECT|PING|PONG|SUB|UNSUB|PUB)$/.test(verb)) throw new Error(`not known: ${verb}`);
		const length = verb === 'PUB' ? Number(words.at(-1)) : 0;
		const payload = Buffer.from(rest).subarray(0, length).toString();
		if (verb === 'PUB')
			rest = Buffer.from(rest)
				.subarray(length + 2)
				.toString();
		all.push({verb, words, payload});
	}
	return all;
}
