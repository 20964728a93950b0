/** A program with a reader, and nothing else to do: tests kill it. */
import {createReader} from '../../src/evidence/create-reader.door.js';

const [entry = '', pid = process.pid, uid] = process.argv.slice(2);
const reader = createReader(entry);
process.stdout.write(`started ${reader.pid}\n`);
const owner = uid === undefined ? undefined : {uid: Number(uid), gid: Number(uid)};
const told = await reader.askAs(owner)('processes', Number(pid), 1000);
const namespaces = told.kind === 'read' ? Object.keys(told.value[0]?.namespaces ?? {}) : [];
process.stdout.write(`answered ${reader.pid} ${namespaces.join(' ')}\n`);
setInterval(() => {}, 1000);
