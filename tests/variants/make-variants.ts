import {variantsOf} from '../../src/variants/variants-of.js';

const paths = {pathOf: (name: string) => (name === 'transcoder' ? undefined : `/usr/bin/${name}`)};

/** All variants of a right attempt called a, on a host that has every program but one. */
export function variants(
	script: string,
	{tabs = ['shell'], before = [] as readonly string[], isMission = false} = {},
) {
	const words = ['name', 'other'];
	return variantsOf(
		{name: 'a', script, task: 'Print {{name}}.', words, tabs, before, isMission},
		paths,
	);
}

/** The script of the variant of this name; undefined where there is none. */
export const made = (name: string, script: string, where = {}): string | undefined =>
	variants(script, where)
		.made.find((variant) => variant.name === `a, ${name}`)
		?.script("it's\n6.1");
