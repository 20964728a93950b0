import type {NamespaceKind} from '../../domain/namespace.js';
import {NAMESPACE_KINDS} from '../../domain/namespace.js';
import {line, lineWidth, type TextLine} from '../text/wrap-text.js';
import type {UidPair, Wall} from './plan-xray.js';

export const kindList = (kinds: readonly NamespaceKind[]): string =>
	kinds.length === NAMESPACE_KINDS.length ? `all ${kinds.length} kinds` : kinds.join(' ');

export const uidText = ({here, host}: UidPair): string =>
	`uid ${here ?? 'not mapped'} here, ${host} on the host`;

/** What a wall says of itself, in pieces that may stand on rows of their own. */
export const wallPieces = ({fresh, joined, joinedOf, uid}: Wall): readonly TextLine[] => [
	...(fresh.length > 0 ? [line(`new: ${kindList(fresh)}`, 'heading')] : []),
	...(joined.length > 0 ? [line(`joined ${joinedOf}: ${kindList(joined)}`, 'heading')] : []),
	...(uid === undefined ? [] : [line(uidText(uid))]),
];

/** As many of them as fit on one row, at least the first. */
export const fittingPieces = (pieces: readonly TextLine[], columns: number): readonly TextLine[] =>
	pieces.filter(
		(_, index) =>
			index === 0 || lineWidth(pieces.slice(0, index + 1).flat()) + 2 * index <= columns,
	);
