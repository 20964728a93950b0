import type {NamespaceKind} from '../../domain/namespace.js';
import {NAMESPACE_KINDS} from '../../domain/namespace.js';
import type {UidPair, Wall} from './plan-xray.js';

const kindList = (kinds: readonly NamespaceKind[]): string =>
	kinds.length === NAMESPACE_KINDS.length ? `all ${kinds.length} kinds` : kinds.join(' ');

const uidText = ({here, host}: UidPair): string =>
	`uid ${here ?? 'not mapped'} here, ${host} on the host`;

/** What a wall says of itself, in pieces that may stand on rows of their own. */
export const wallPieces = ({fresh, joined, joinedOf, uid}: Wall): readonly string[] => [
	...(fresh.length > 0 ? [`new: ${kindList(fresh)}`] : []),
	...(joined.length > 0 ? [`joined ${joinedOf}: ${kindList(joined)}`] : []),
	...(uid === undefined ? [] : [uidText(uid)]),
];
