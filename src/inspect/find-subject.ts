// Finds the one process that a word on the command line means, where it is not a process's number.

import type {NamespaceBox} from '../domain/inspection.js';

/** What a word means. */
export type Found =
	| {readonly kind: 'pid'; readonly pid: number}
	| {readonly kind: 'several'; readonly boxes: readonly NamespaceBox[]}
	| {readonly kind: 'none'};

/** Fewer digits of an id are a word by chance. */
const LEAST_PREFIX = 3;

/**
 * A whole id or name counts before a pod's name, a unit's without its ending, the beginning of an id, and a
 * command; the first process of the container is meant.
 *
 * @param boxes as `listBoxes` gives them
 */
export function findSubject(word: string, boxes: readonly NamespaceBox[]): Found {
	const ways: readonly ((box: NamespaceBox) => boolean)[] = [
		({container}) => container?.id === word || container?.name === word,
		({container}) => container?.pod === word || container?.pod?.split('/')[1] === word,
		({container}) => container?.name?.replace(/\.(?:service|scope)$/, '') === word,
		({container}) => word.length >= LEAST_PREFIX && container?.id?.startsWith(word) === true,
		({comm}) => comm === word,
	];
	for (const way of ways) {
		const matching = outermost(boxes.filter(way), word);
		if (matching.length === 1) return {kind: 'pid', pid: matching[0]?.pid ?? 0};
		if (matching.length > 1) return {kind: 'several', boxes: matching};
	}
	return {kind: 'none'};
}

/** A container's own sandboxes are in its control group as well: the first of each container is meant. */
function outermost(boxes: readonly NamespaceBox[], word: string): readonly NamespaceBox[] {
	const byContainer = new Map<string, NamespaceBox>();
	for (const box of boxes) {
		const {kind, id, name, engine} = box.container ?? {};
		// Sandboxes that were started in one session have its unit in common, and nothing else.
		const isNamed = kind !== undefined && (kind !== 'unit' || name?.startsWith(word) === true);
		const key = `${engine} ${isNamed ? (id ?? name) : box.pid}`;
		const other = byContainer.get(key);
		if (other === undefined || box.depth < other.depth) byContainer.set(key, box);
	}
	return [...byContainer.values()];
}
