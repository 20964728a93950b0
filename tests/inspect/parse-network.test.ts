import {expect, test} from 'vitest';
import {parseNetwork, sayV6} from '../../src/inspect/parse-network.js';

const NONE = {
	dev: '',
	route: '',
	fibTrie: '',
	ifInet6: '',
	tcp: '',
	tcp6: '',
	udp: '',
	udp6: '',
	isWhole: true,
};

// As Linux 6.1 prints them, on a machine with little-endian words.
const DEV = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:    3100      31    0    0    0     0          0         0     3100      31    0    0    0     0       0          0
  eth0: 1048576    1000    0    2    0     0          0         0     2048      10    0    1    0     0       0          0
`;
const ROUTE = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	010011AC	0003	0	0	0	00000000	0	0	0
eth0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
`;
const FIB_TRIE = `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
Local:
  +-- 0.0.0.0/0 3 0 5
     +-- 127.0.0.0/8 2 0 2
           |-- 127.0.0.1
              /32 host LOCAL
     +-- 172.17.0.0/16 2 0 2
           |-- 172.17.0.2
              /32 host LOCAL
           |-- 172.17.255.255
              /32 link BROADCAST
     |-- 10.9.9.9
        /32 host LOCAL
`;

test('interfaces are told with their addresses, which no table of /proc has beside each other', () => {
	const found = parseNetwork({...NONE, dev: DEV, route: ROUTE, fibTrie: FIB_TRIE});
	expect(found.interfaces).toEqual([
		{name: 'lo', addresses: ['127.0.0.1/8'], receivedBytes: 3100, sentBytes: 3100, dropped: 0},
		{
			name: 'eth0',
			addresses: ['172.17.0.2/16'],
			receivedBytes: 1_048_576,
			sentBytes: 2048,
			dropped: 3,
		},
	]);
	expect(found.gateway).toBe('172.17.0.1 by eth0');
	expect(found.otherAddresses).toEqual(['10.9.9.9']);
});

test('who listens is told, and not who is connected', () => {
	const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1
   1: 0100007F:0016 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 2
`;
	const tcp6 = `  sl  local_address                         remote_address                        st
   0: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 0
`;
	const {listeners} = parseNetwork({...NONE, tcp, tcp6});
	expect(listeners).toEqual([
		{protocol: 'tcp', address: '0.0.0.0', port: 8080},
		{protocol: 'tcp', address: '::1', port: 80},
	]);
});

test.each([
	['00000000000000000000000000000000', '::'],
	['00000000000000000000000000000001', '::1'],
	['fe800000000000000000000000000001', 'fe80::1'],
	['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
	['20010db8000100020003000400050006', '2001:db8:1:2:3:4:5:6'],
	['20010db8000000000000000000000000', '2001:db8::'],
])('%s is %s', (digits, said) => {
	expect(sayV6(digits)).toBe(said);
});
