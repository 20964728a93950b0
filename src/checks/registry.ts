// The one list of all kinds of check; a kind that is not in it does not exist.
import type {Kind, Nested} from './define-kind.js';
import {answered} from './kinds/answered.js';
import {cgroup} from './kinds/cgroup.js';
import {chosen} from './kinds/chosen.js';
import {entered} from './kinds/entered.js';
import {file} from './kinds/file.js';
import {createAll, createAny, createInOrder, createSameMoment} from './kinds/lists.js';
import {mounted} from './kinds/mounted.js';
import {printed} from './kinds/printed.js';
import {process} from './kinds/process.js';
import {ran} from './kinds/ran.js';

/** Creates every kind of check. Lists use the checks they hold through `nested`. */
export const createKinds = (nested: Nested): readonly Kind[] => [
	printed,
	ran,
	entered,
	process,
	cgroup,
	mounted,
	file,
	answered,
	chosen,
	createAll(nested),
	createAny(nested),
	createInOrder(nested),
	createSameMoment(nested),
];
