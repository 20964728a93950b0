// The entry of the process that reads this host for `xray`, and may wait for the kernel in its place.

import {serveReads} from '../evidence/serve-reads.js';
import {createInspectReads} from './create-inspect-reads.js';
import {ownStateOptions} from './read-state.door.js';

serveReads(createInspectReads(ownStateOptions()));
