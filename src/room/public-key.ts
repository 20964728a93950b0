import {nkeys} from '@nats-io/transport-node';
import {type Code, seedOf} from './code.js';

/** What the server knows a seat by: the public half of its key. */
export const publicKeyOf = (code: Code): string =>
	nkeys.fromSeed(new TextEncoder().encode(seedOf(code))).getPublicKey();
