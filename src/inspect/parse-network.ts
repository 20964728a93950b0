// Turns the tables of /proc/PID/net into interfaces, addresses and listening sockets.

import type {Listener, NetworkFacts, NetworkInterface} from '../domain/inspection.js';

/** The texts of the files of these names in /proc/PID/net; one that could not be read is empty. */
export interface NetworkTexts {
	readonly dev: string;
	readonly route: string;
	readonly fibTrie: string;
	readonly ifInet6: string;
	readonly tcp: string;
	readonly tcp6: string;
	readonly udp: string;
	readonly udp6: string;
	/** Every table was read to its end. */
	readonly isWhole: boolean;
}

/** More are counted by nobody: a picture has no room for them. */
const MOST_INTERFACES = 64;

export function parseNetwork(texts: NetworkTexts): NetworkFacts {
	const routes = parseRoutes(texts.route);
	const local = parseLocalAddresses(texts.fibTrie);
	const v6 = parseV6Addresses(texts.ifInet6);
	const placed = new Set<string>();
	const interfaces = parseDevices(texts.dev).map((device): NetworkInterface => {
		const v4 = local.flatMap((address) => {
			const prefix = prefixOn(device.name, address, routes);
			if (prefix === undefined || placed.has(address)) return [];
			placed.add(address);
			return [`${address}/${prefix}`];
		});
		return {...device, addresses: [...v4, ...(v6.get(device.name) ?? [])]};
	});
	const gateway = routes.find(({destination, gateway}) => destination === 0 && gateway !== 0);
	return {
		interfaces: interfaces.slice(0, MOST_INTERFACES),
		otherAddresses: local.filter((address) => !placed.has(address)),
		gateway: gateway && `${sayV4(gateway.gateway)} by ${gateway.device}`,
		listeners: distinct([
			...parseSockets(texts.tcp, 'tcp'),
			...parseSockets(texts.tcp6, 'tcp'),
			...parseSockets(texts.udp, 'udp'),
			...parseSockets(texts.udp6, 'udp'),
		]),
		isWhole: texts.isWhole && interfaces.length <= MOST_INTERFACES,
	};
}

/** proc_pid_net(5), dev: a name, a colon, eight columns received and eight sent. */
function parseDevices(text: string): readonly Omit<NetworkInterface, 'addresses'>[] {
	return text.split('\n').flatMap((line) => {
		const colon = line.lastIndexOf(':');
		if (colon < 0) return [];
		const columns = line
			.slice(colon + 1)
			.trim()
			.split(/\s+/)
			.map(Number);
		const [receivedBytes = 0, , , receivedDropped = 0] = columns;
		const [sentBytes = 0, , , sentDropped = 0] = columns.slice(8);
		return [
			{
				name: line.slice(0, colon).trim(),
				receivedBytes,
				sentBytes,
				dropped: receivedDropped + sentDropped,
			},
		];
	});
}

interface Route {
	readonly device: string;
	/** IPv4 in the order of the network: 10.0.0.0 is 0x0a000000. */
	readonly destination: number;
	readonly gateway: number;
	readonly mask: number;
}

/** proc_pid_net(5), route: addresses are hexadecimal, in the machine's own order of bytes. */
const parseRoutes = (text: string): readonly Route[] =>
	text
		.split('\n')
		.slice(1)
		.map((line) => line.trim().split(/\s+/))
		.filter((fields) => fields.length >= 8)
		.map((fields) => ({
			device: fields[0] ?? '',
			destination: wordV4(fields[1]),
			gateway: wordV4(fields[2]),
			mask: wordV4(fields[7]),
		}));

/** All machines that Node runs on here are little-endian but s390x, which the kernel prints as it is. */
const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function wordV4(hex = ''): number {
	const value = Number.parseInt(hex, 16) >>> 0;
	return isLittleEndian ? swap(value) : value;
}

const swap = (value: number): number =>
	((value >>> 24) | ((value >>> 8) & 0xff00) | ((value << 8) & 0xff0000) | (value << 24)) >>> 0;

const sayV4 = (value: number): string =>
	[24, 16, 8, 0].map((bits) => (value >>> bits) & 0xff).join('.');

const readV4 = (text: string): number =>
	text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) >>> 0;

/** fib_trie: below `|-- ADDRESS` stands `/32 host LOCAL` for each address of this namespace. */
function parseLocalAddresses(text: string): readonly string[] {
	const found = [...text.matchAll(/\|-- (\S+)\n\s+\/32 host LOCAL/g)].map(([, address]) => address);
	return [...new Set(found.filter((address) => address !== undefined))];
}

/** The length of the network's prefix on that interface; undefined where the address is not on it. */
function prefixOn(device: string, address: string, routes: readonly Route[]): number | undefined {
	const value = readV4(address);
	// The table of routes has none for the loopback, whose network is in the local table.
	if (value >>> 24 === 127) return device === 'lo' ? 8 : undefined;
	const route = routes.find(
		(one) =>
			one.device === device &&
			one.gateway === 0 &&
			one.mask !== 0 &&
			(value & one.mask) >>> 0 === one.destination,
	);
	return route && ones(route.mask);
}

const ones = (mask: number): number => mask.toString(2).replaceAll('0', '').length;

/** if_inet6: address, index, prefix, scope and flags in hexadecimal, name (net/ipv6/addrconf.c). */
function parseV6Addresses(text: string): ReadonlyMap<string, readonly string[]> {
	const addresses = new Map<string, string[]>();
	for (const line of text.split('\n')) {
		const [address, , prefix = '', , , name] = line.trim().split(/\s+/);
		if (address?.length !== 32 || name === undefined) continue;
		const said = `${sayV6(address)}/${Number.parseInt(prefix, 16)}`;
		addresses.set(name, [...(addresses.get(name) ?? []), said]);
	}
	return addresses;
}

/** From 32 hexadecimal digits to the short form (RFC 5952): the longest run of zero groups is `::`. */
export function sayV6(digits: string): string {
	const groups = (digits.match(/.{4}/g) ?? []).map((group) => group.replace(/^0{1,3}/, ''));
	const text = groups.join(':');
	const runs = [...text.matchAll(/(?:^|(?<=:))0(?::0)+(?=:|$)/g)];
	const [longest] = runs.toSorted((a, b) => b[0].length - a[0].length);
	if (longest === undefined) return text;
	const before = text.slice(0, longest.index).replace(/:$/, '');
	const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
	return `${before}::${after}`;
}

/** TCP_LISTEN (net/tcp_states.h). A UDP socket without a peer waits for anybody: TCP_CLOSE. */
const LISTENING = {tcp: '0A', udp: '07'} as const;

/** proc_pid_net(5), tcp: `sl local_address rem_address st`. */
function parseSockets(text: string, protocol: 'tcp' | 'udp'): readonly Listener[] {
	return text.split('\n').flatMap((line) => {
		const [, local = '', , state] = line.trim().split(/\s+/);
		const [address = '', port = ''] = local.split(':');
		if (state !== LISTENING[protocol] || !/^[0-9A-F]+$/.test(address)) return [];
		return [{protocol, address: sayAddress(address), port: Number.parseInt(port, 16)}];
	});
}

/** Four or sixteen bytes as words of 32 bits, each in the machine's own order. */
function sayAddress(hex: string): string {
	if (hex.length === 8) return sayV4(wordV4(hex));
	const words = (hex.match(/.{8}/g) ?? []).map((word) =>
		wordV4(word).toString(16).padStart(8, '0'),
	);
	return sayV6(words.join(''));
}

const distinct = (listeners: readonly Listener[]): readonly Listener[] => [
	...new Map(
		listeners.map((one) => [`${one.protocol} ${one.address} ${one.port}`, one] as const),
	).values(),
];
