/**
 * The source of a package with each `[from, to]` replaced. Throws where the source is not the one that the changes
 * were made for, so that an update of the package is noticed by the build.
 */
export function changeSource(name, source, changes) {
	return changes.reduce((text, [from, to]) => {
		if (!text.includes(from)) {
			throw new Error(`${name} has changed: it no longer says ${JSON.stringify(from)}.`);
		}
		return text.replace(from, () => to);
	}, source);
}
