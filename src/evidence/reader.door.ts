// The entry of the process that reads /proc, /sys and a sandbox's files for this program.

import {createReads} from './create-reads.door.js';
import {serveReads} from './serve-reads.js';

serveReads(createReads());
