import {expect, test} from 'vitest';
import {codeOf} from '../../src/room/code.js';
import {consentLines} from '../../src/room/consent.js';
import {createMember} from '../../src/room/create-member.js';
import type {MailEvent} from '../../src/room/mail.js';
import {parseRow} from '../../src/room/rows.js';
import {stateWith} from './states.js';

/** A learner whose mail is only written down. */
function memberOnPaper() {
	const sent: string[] = [];
	let listener: (event: MailEvent) => void = () => {};
	let isUp = false;
	const member = createMember({
		name: 'Ada',
		tell: () => {},
		now: () => 0,
		openMail(hear) {
			listener = hear;
			return {
				get isUp() {
					return isUp;
				},
				async put(place, text) {
					sent.push(`${place} ${text}`);
					return 'taken';
				},
				here() {},
				close: async () => undefined,
			};
		},
	});
	return {
		member,
		sent,
		comeUp() {
			isUp = true;
			listener({kind: 'up', room: 'test'});
		},
	};
}

const wrong = (by: string) =>
	({
		kind: 'not-yet',
		reason: 'You typed secret-command, and /home/ada/secret.',
		look: 'secret',
		about: 'secret-command',
		answered: {text: 'secret-answer', count: 1},
		by,
		seen: [{what: 'host', value: 'secret-host'}],
	}) as const;

test('what is sent names lesson, step, verdict, hints and the mistake, and nothing that was typed or seen', async () => {
	const {member, sent, comeUp} = memberOnPaper();
	comeUp();
	member.follow(
		stateWith({
			passed: ['release'],
			at: 'boot-id',
			verdict: wrong('mistakes: typed-it'),
			hints: 2,
		}),
	);
	await member.close();
	expect(new Set(sent)).toEqual(
		new Set([
			'at {"open":0}',
			'who {"name":"Ada","host":"full"}',
			'010.release {"verdict":"passed","hints":1}',
			'010.boot-id {"verdict":"not-yet","hints":2}',
			'met.010 {"boot-id":["typed-it"]}',
			'at {"lesson":"010","step":"boot-id","open":0,"left":true}',
		]),
	);
	expect(sent.join()).not.toContain('secret');
	for (const message of sent) {
		const [place = '', text = ''] = message.split(/ (.*)/s);
		expect(parseRow(place, text), message).toBeDefined();
	}
});

test('what was done while the room was out of reach is sent once, and the newest only', async () => {
	const {member, sent, comeUp} = memberOnPaper();
	const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
	member.follow(stateWith({at: 'release', verdict: wrong('all[0].printed')}));
	await settled();
	member.follow(stateWith({passed: ['release'], at: 'boot-id'}));
	await settled();
	expect(sent).toEqual([]);
	comeUp();
	await member.close();
	expect(sent.filter((message) => message.startsWith('010.'))).toEqual([
		'010.release {"verdict":"passed","hints":1}',
	]);
});

test('the words of consent name every field of every row, and whether the connection is encrypted', () => {
	const address = {code: codeOf(7, new Uint8Array(16)), host: '192.0.2.10', port: 4222};
	const said = consentLines({...address, isEncrypted: false}).join('\n');
	for (const word of [
		'name',
		'lesson',
		'step',
		'how long',
		'passed',
		'not yet',
		'failed',
		'cannot tell',
		'mistake',
		'hints',
		'solution',
		'full',
		'hand',
		'NOT encrypted',
	]) {
		expect(said).toContain(word);
	}
	expect(consentLines({...address, isEncrypted: true}).join('\n')).toContain('encrypted (TLS)');
});
