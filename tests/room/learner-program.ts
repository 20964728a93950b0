// A learner in a process of their own, who can be put into another network or killed.
//
//   node learner-program.mjs ADDRESS NAME
//
// A line in, such as {"passed":["release"],"at":"boot-id"}, says where they are; each news of the room is a line out.
import process from 'node:process';
import {createInterface} from 'node:readline';
import {parseAddress} from '../../src/room/address.js';
import {createMember} from '../../src/room/create-member.js';
import {openMail} from '../../src/room/mail.door.js';
import {stateWith} from './states.js';

const [, , address = '', name = ''] = process.argv;
const member = createMember({
	name,
	openMail: (listener) => openMail(parseAddress(address), listener),
	tell: ({kind}) => process.stdout.write(`${kind}\n`),
	againAfter: 200,
});
createInterface({input: process.stdin}).on('line', (line) =>
	member.follow(stateWith(JSON.parse(line))),
);
